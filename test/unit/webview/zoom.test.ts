import { beforeEach, describe, expect, test } from "vitest";
import { acceptZoom } from "../../../webview/view/zoom.ts";

const steps: number[] = [];
acceptZoom((by) => steps.push(by));

beforeEach(() => steps.splice(0));

/** Turns the wheel; true when nothing else happens because of it. */
function turn(init: WheelEventInit): boolean {
  const event = new WheelEvent("wheel", {
    ctrlKey: true,
    bubbles: true,
    cancelable: true,
    ...init,
  });
  document.dispatchEvent(event);
  return event.defaultPrevented;
}

describe("the wheel with Ctrl", () => {
  test("makes text larger or smaller by a step for each notch, in pixels or in lines", () => {
    expect(turn({ deltaY: -120 })).toBe(true);
    turn({ deltaY: -120 });
    turn({ deltaY: 120 });
    turn({ deltaY: 3, deltaMode: WheelEvent.DOM_DELTA_LINE });
    expect(steps).toEqual([1, 1, -1, -1]);
    expect(turn({ deltaY: 120, ctrlKey: false })).toBe(false);
    expect(steps).toHaveLength(4);
  });

  test("does nothing when it is turned sideways", () => {
    turn({ deltaX: 120, deltaY: 0 });
    expect(steps).toEqual([]);
  });

  test("follows two fingers that draw apart by their way, not by the number of events", () => {
    for (let event = 0; event < 20; event += 1) turn({ deltaY: -5 });
    expect(steps).toEqual([1, 1]);
    // What was begun the other way does not count.
    turn({ deltaY: -45 });
    for (let event = 0; event < 9; event += 1) turn({ deltaY: 5 });
    expect(steps).toHaveLength(2);
  });
});
