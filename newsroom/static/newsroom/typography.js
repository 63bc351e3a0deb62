// Sets quotes, dashes, minus signs and narrow spaces of the story's language while they are typed, as `articles/text/typography.py`
// sets spaces on display. One undo takes the change back and leaves what was typed.
import { Extension, Plugin, pm } from "django-prose-editor/editor";

const NARROW = "\u202f";
const UNBREAKABLE = "\u00a0";
const LOOKED_AT = 400; // characters before the cursor
// Double quotes, then the quotes within quotes.
const QUOTES = {
  de: ["„", "“", "‚", "‘"],
  "de-ch": ["«", "»", "‹", "›"],
  en: ["“", "”", "‘", "’"],
  fr: [`«${NARROW}`, `${NARROW}»`, "“", "”"],
  es: ["«", "»", "“", "”"],
  it: ["«", "»", "“", "”"],
  nl: ["“", "”", "‘", "’"],
};
const INNER_BY_APOSTROPHE = new Set(["de", "de-ch", "en", "nl"]);
const BEFORE_OPENING = /^$|[\s([{\u2013\u2014/\ufffc]$/u;
const ABBREVIATION = /(?<![\p{L}\p{N}])([zduiovsm])\. ?([BhadÄäloTUREWZug])$/u;

const nameOf = (language) => {
  const tag = language.toLowerCase();
  return tag === "de-ch" || tag === "de-li" ? "de-ch" : tag.split("-")[0];
};
const isOpen = (text, opening, closing) => text.lastIndexOf(opening.trim()) > text.lastIndexOf(closing.trim());

function doubleQuote(before, language) {
  const [opening, closing, innerOpening] = QUOTES[language];
  if (language === "fr" && before.endsWith(" ") && isOpen(before, opening, closing)) return { remove: 2, insert: closing };
  const opens = BEFORE_OPENING.test(before) || before.endsWith(opening) || before.endsWith(innerOpening);
  return { remove: 1, insert: opens ? opening : closing };
}

function apostrophe(before, language) {
  const [outer, , opening, closing] = QUOTES[language];
  if (!INNER_BY_APOSTROPHE.has(language)) return { remove: 1, insert: "’" };
  if (BEFORE_OPENING.test(before) || before.endsWith(outer)) return { remove: 1, insert: opening };
  return { remove: 1, insert: isOpen(before, opening, closing) ? closing : "’" };
}

function dash(before, typed, language) {
  if (before === "-" && /\d/.test(typed)) return { remove: 2, insert: `−${typed}` }; // a cell or line begins with it
  if (typed === " " && /\S -$/.test(before)) return { remove: 2, insert: "– " };
  if (typed !== "-") return null;
  if (/(?<!-)-$/.test(before)) return { remove: 2, insert: "–" };
  return language === "en" && before.endsWith("–") ? { remove: 2, insert: "—" } : null;
}

function space(before, typed, language) {
  if (/[%€$£°]/.test(typed) && /\d $/.test(before)) return { remove: 2, insert: UNBREAKABLE + typed };
  if (/\d/.test(typed) && before.endsWith("§ ")) return { remove: 2, insert: UNBREAKABLE + typed };
  const [short, first, last] = (language.startsWith("de") && typed === "." && before.match(ABBREVIATION)) || [];
  if (short) return { remove: short.length + 1, insert: `${first}.${NARROW}${last}.` };
  if (language !== "fr") return null;
  if (/[»:;!?]/.test(typed) && before.endsWith(" ")) return { remove: 2, insert: NARROW + typed };
  if (typed === " " && before.endsWith(`«${NARROW}`)) return { remove: 1, insert: "" };
  return typed === " " && before.endsWith("«") ? { remove: 1, insert: NARROW } : null;
}

// What to put in place of the last `remove` characters, the typed one included; null if nothing changes.
function correction(before, typed, tag) {
  const language = nameOf(tag);
  if (language in QUOTES && typed === '"') return doubleQuote(before, language);
  if (language in QUOTES && typed === "'") return apostrophe(before, language);
  return dash(before, typed, language) ?? space(before, typed, language);
}

function languageOf(element) {
  const form = element?.closest?.("form");
  return form?.elements.namedItem("language")?.value || document.documentElement.lang;
}

function setTyped(view, from, to, typed) {
  const place = view.state.doc.resolve(from);
  if (typed.length !== 1 || view.composing || !place.parent.isTextblock) return false;
  const before = place.parent.textBetween(Math.max(0, place.parentOffset - LOOKED_AT), place.parentOffset, null, "\ufffc");
  const change = correction(before, typed, languageOf(view.dom));
  if (!change) return false;
  const { closeHistory } = pm.history;
  const end = from + typed.length;
  view.dispatch(view.state.tr.insertText(typed, from, to));
  view.dispatch(closeHistory(view.state.tr.insertText(change.insert, end - change.remove, end)));
  view.dispatch(closeHistory(view.state.tr).scrollIntoView());
  return true;
}

// The same in plain fields. `execCommand` is the only way that the browser's own undo knows of.
let isSetting = false;
function setInField(event) {
  const field = event.target;
  if (isSetting || event.inputType !== "insertText" || event.isComposing || event.data?.length !== 1) return;
  if (!field.matches?.("[data-typographic]")) return;
  const before = field.value.slice(0, field.selectionStart).slice(-LOOKED_AT);
  const change = correction(before, event.data, languageOf(field));
  if (!change) return;
  event.preventDefault();
  isSetting = true;
  document.execCommand("insertText", false, event.data);
  field.setSelectionRange(field.selectionStart - change.remove, field.selectionStart);
  document.execCommand("insertText", false, change.insert);
  isSetting = false;
}
document.addEventListener("beforeinput", setInField);

export const TypographyByLanguage = Extension.create({
  name: "typographyByLanguage",
  priority: 200, // before the rules of lists, which read what is typed as well
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleTextInput: setTyped } })];
  },
});
