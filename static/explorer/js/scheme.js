/* Swagger UI is dark where a class says so; the class follows the scheme that the reader's system asks for. */
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);

dark.addEventListener("change", follow);
follow();
