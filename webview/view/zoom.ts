/** How far the wheel turns for a step, in CSS pixels: less than a notch, and more than one event of a touchpad. */
const wayOfStep = 50;

/** Calls back when the wheel is turned with Ctrl, as two fingers on a touchpad do: 1 for larger, -1 for smaller. */
export function acceptZoom(onStep: (by: 1 | -1) => void): void {
  let way = 0;
  document.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      // Lines and pages are notches.
      const isInPixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL;
      const turned = isInPixels ? event.deltaY : Math.sign(event.deltaY) * wayOfStep;
      way = Math.sign(way) === Math.sign(turned) ? way + turned : turned;
      if (Math.abs(way) < wayOfStep) return;
      onStep(way < 0 ? 1 : -1);
      way = 0;
    },
    { passive: false },
  );
}
