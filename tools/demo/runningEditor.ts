/** An editor that was opened for the user: what to tell them, and how it ends. */
export interface RunningEditor {
  readonly invitation: string;
  /** Settles when the editor ends by itself, for example because its window was closed. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}
