/* Annotating, a job in each module. Without scripts words are pasted and looked up by a button. */
import { count } from "./annotation/counter.js";
import { current } from "./annotation/page.js";
import "./annotation/keys.js";

count();
if (!location.hash) current()?.scrollIntoView({ block: "nearest" });
