/* The parts of the page on which a document is annotated. */
import { byId } from "../regions.js";

export const text = document.querySelector("[data-document]");

export const claim = () => byId("claim");

export const part = (selector) => claim().querySelector(selector);

export const current = () => byId(claim().dataset.passage);

export const passages = () => [...text.querySelectorAll("[data-start]")];

/* Code points, as the server counts; strings here count UTF-16 units. */
export const points = (words) => [...words].length;
