/* What plain pages cannot do, a job in each module. Everything works without them. */
import "./copying.js";
import "./failures.js";
import "./restoring.js";
import "./suggestions.js";
import "./swaps.js";
