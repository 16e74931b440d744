import type { Connection } from 'mongoose';

interface Touched {
  _id: string;
  organization?: string;
  touchedBy: number[];
}

/** Which manager has a contact with whom. */
export interface Touch {
  manager: number;
  organization?: string | undefined;
  persons?: readonly string[] | undefined;
}

/**
 * Notes on clients that a manager has contacts with them: with "own only", that is who sees them. Whatever gives a contact
 * a manager or a client calls this after the contact is stored; repeated, it changes nothing, so that a crash between
 * the two is mended by the repetition of the first. A hand-over moves contacts by changes like any other.
 */
export async function touchClients(
  connection: Connection,
  { manager, organization, persons: who = [] }: Touch,
): Promise<void> {
  const organizations = connection.collection<Touched>('organizations');
  const persons = connection.collection<Touched>('persons');
  const fresh = { touchedBy: { $ne: manager } };
  const add = { $addToSet: { touchedBy: manager } };
  if (who.length > 0) await persons.updateMany({ _id: { $in: [...who] }, ...fresh }, add);
  if (organization === undefined) return;
  if (!(await organizations.findOne({ _id: organization, ...fresh }, { projection: { _id: 1 } }))) return;
  // Its persons follow it, and come first: only when they are done is the organization noted, so that a crash leaves a repetition.
  await persons.updateMany({ organization, ...fresh }, add);
  await organizations.updateOne({ _id: organization }, add);
}
