/** A dialog that can be begun with these values. */
export interface DialogTaking<Start extends object> {
  /** Stays for good: open and parked dialogs are stored under it. */
  readonly id: string;
  /** Never there; it carries the type. */
  readonly takes?: (start: Start) => void;
}

/** A dialog that is begun with no other values than these. */
export interface DialogBegunWith<Start extends object> {
  readonly id: string;
  /** Never there; it carries the type. */
  readonly start?: Start;
}

/** Names a dialog, and in its type the values that it is begun with: those it cannot do without, and those it can take. */
export interface DialogRef<Start extends object = Record<never, never>>
  extends DialogTaking<Start>,
    DialogBegunWith<Start> {}

/** Declares a dialog apart from its form, so that others can begin it without knowing it. */
export const dialogRef = <Start extends object = Record<never, never>>(id: string): DialogRef<Start> => ({ id });

/** A dialog and the values to begin it with, which have been checked against each other. */
export interface DialogCall {
  readonly id: string;
  readonly values: object;
}

/** What a field answers to run another dialog first. */
export const callOf = <Start extends object>(dialog: DialogTaking<Start>, values: Start): { call: DialogCall } => ({
  call: { id: dialog.id, values },
});
