import { beforeEach, expect, test } from "vitest";
import { Store } from "../../../webview/store.ts";
import { emptySnapshot } from "../../fixtures/snapshot.ts";
import { handleKey } from "../../../webview/view/keyboard.ts";

const done: string[] = [];
let store: Store;

beforeEach(() => {
  done.length = 0;
  store = new Store(() => undefined);
  store.receive(emptySnapshot);
});

/** What a key does, pressed in an element; nothing when it is left to the browser and VS Code. */
function press(init: KeyboardEventInit, target: Element = document.body): readonly string[] {
  done.length = 0;
  const note = (name: string) => () => void done.push(name);
  const keys = {
    store,
    closeTop: () => false,
    stop: note("stop"),
    find: note("find"),
    toStart: note("start"),
    toEnd: note("end"),
    focusMessage: (key: string) => void done.push(key),
  };
  const listen = (event: Event): void => handleKey(event as KeyboardEvent, keys);
  document.addEventListener("keydown", listen);
  if (!target.isConnected) document.body.append(target);
  const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  document.removeEventListener("keydown", listen);
  expect(event.defaultPrevented).toBe(done.length > 0);
  if (target !== document.body) target.remove();
  return [...done];
}

test("Ctrl+F finds, in any keyboard layout and with Caps Lock", () => {
  const f = { keyCode: 70, ctrlKey: true };
  expect(press({ ...f, key: "f" })).toEqual(["find"]);
  expect(press({ ...f, key: "F" })).toEqual(["find"]);
  expect(press({ ...f, key: "а" })).toEqual(["find"]);
  expect(press({ ...f, key: "F", shiftKey: true })).toEqual([]);
  // Where the key of a QWERTY keyboard's F is, Dvorak has U.
  expect(press({ key: "u", code: "KeyF", keyCode: 85, ctrlKey: true })).toEqual([]);
});

test("Ctrl+Home and Ctrl+End go through the chat, and stay in a field in which one types", () => {
  const home = { key: "Home", keyCode: 36, ctrlKey: true };
  expect(press(home)).toEqual(["start"]);
  expect(press({ ...home, key: "End", keyCode: 35 })).toEqual(["end"]);
  expect(press(home, document.createElement("textarea"))).toEqual([]);
  const search = document.createElement("input");
  search.type = "search";
  expect(press(home, search)).toEqual([]);
  const box = document.createElement("input");
  box.type = "checkbox";
  expect(press(home, box)).toEqual(["start"]);
});
