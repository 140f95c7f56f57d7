const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("aria-live", "polite");
document.body.append(region);

/** Lets a screen reader say a sentence when it has finished the one before. */
export function announce(sentence: string): void {
  region.textContent = sentence;
}
