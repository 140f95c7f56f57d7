/** Up to this length, in UTF-16 units, a text that grows is read again each time. */
const shortText = 1000;
/** A longer one only when it has grown by this factor; so the work stays in proportion to its length. */
const growth = 1.2;

/** True for a text that has grown so little since it was read that what is new is shown without being read. */
export function canWait(length: number, lengthRead: number): boolean {
  return length > shortText && length < lengthRead * growth;
}
