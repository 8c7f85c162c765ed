/* The reading room. */
import "./place.js";
import "./player.js";
