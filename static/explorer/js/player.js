/* A player of the recording after a press, and times that seek in it. A seek puts a new frame in the place of the old
   one: a new address in the same frame would be one more step for Back. The policy of the site sends no referrer
   elsewhere, and YouTube plays nothing without one. */
import { say } from "./regions.js";

const room = document.querySelector(".c-room");
let lent = null;
let player = null;

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const frame = (seconds) =>
  element("iframe", {
    className: "c-player__frame",
    title: `${room.dataset.title}, on ${lent.dataset.publisher}`,
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    referrerPolicy: "strict-origin-when-cross-origin",
    src: lent.dataset.player + seconds,
  });

const close = () => {
  player.remove();
  player = null;
  lent.focus();
  say("announcer", "Player closed");
};

const open = (facade) => {
  player?.remove();
  lent = facade;
  const { publisher } = lent.dataset;
  const button = element("button", {
    type: "button",
    className: "c-button c-button--plain",
    textContent: "Close player",
  });
  button.addEventListener("click", close);
  player = element(
    "section",
    { className: `c-player c-player--${publisher.toLowerCase()}`, ariaLabel: `Player of ${publisher}` },
    element("p", { className: "c-player__bar" }, `Playing from ${publisher}`, button),
    frame(0),
  );
  lent.closest(".c-facade").after(player);
  say("announcer", "Player opened. Times on this page play in it.");
};

document.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const facade = event.target.closest("[data-player]");
  const time = event.target.closest("[data-seek]");
  if (facade) open(facade);
  else if (time && player) {
    player.querySelector("iframe").replaceWith(frame(time.dataset.seek));
    say("announcer", `Playing from ${time.textContent}`);
  } else return;
  event.preventDefault();
});
