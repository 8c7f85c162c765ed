/* How many characters a field has left. */
import { claim, part, points } from "./page.js";

export const count = () => {
  const field = claim().querySelector("[data-count]");
  if (!field) return;
  let left = part("[data-left]");
  if (!left) {
    left = Object.assign(document.createElement("span"), { className: "c-form__left" });
    left.dataset.left = "";
    field.after(left);
  }
  const rest = Number(field.dataset.count) - points(field.value);
  left.textContent = rest < 0 ? `${-rest} characters too many` : `${rest} left`;
  left.classList.toggle("is-over", rest < 0);
};
document.addEventListener("input", (event) => {
  if ("count" in (event.target.dataset ?? {})) count();
});
