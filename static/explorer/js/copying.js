/* A link to a quotation becomes a button that copies it, where a page may write to the clipboard: over HTTPS, or on
   one's own machine. Where that fails after all, the link is put back, to be opened or copied by hand. */
import { say } from "./regions.js";

const copier = (link) => {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "c-copy__button", textContent: "Copy link" });
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(link.href).then(
      () => {
        button.textContent = "Link copied";
        say("announcer", "Link copied");
        setTimeout(() => {
          button.textContent = "Copy link";
        }, 3000);
      },
      () => {
        button.replaceWith(link);
        link.focus();
        say("alert", "The browser did not let the link be copied. It stands there as a link now.");
      },
    );
  });
  return button;
};
if (navigator.clipboard) for (const link of document.querySelectorAll("a[data-copy]")) link.replaceWith(copier(link));
