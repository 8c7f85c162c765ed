/* Says when a request of htmx failed, with a link that asks for the same without it. */
import { isSuggesting, say } from "./regions.js";

const fail = (words) => (event) => {
  if (isSuggesting(event)) return;
  const link = document.createElement("a");
  link.href = event.detail.pathInfo?.finalRequestPath ?? location.href;
  link.textContent = "Reload with your choices";
  say("alert", `${words} `, link);
};

document.addEventListener(
  "htmx:responseError",
  fail("This view could not be updated: the site answered with an error."),
);
document.addEventListener("htmx:sendError", fail("This view could not be updated: the site cannot be reached."));
document.addEventListener("htmx:timeout", fail("This view could not be updated: the site took too long."));
