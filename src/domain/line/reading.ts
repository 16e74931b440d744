import type { Direction, Priority, Ref } from '../contact/contact.ts';
import type { Span } from '../text/spans.ts';
import type { Language } from '../user.ts';

/*
 * What a line of free text says, as fields that each tell how sure they are. The line itself stays whole in `said`: a reading is a
 * reading of it, and never takes its place.
 */

/** *read*: filled in. *guessed*: filled in, shown as a guess, its alternatives are buttons. *asked*: left open. */
export type Certainty = 'read' | 'guessed' | 'asked';

/** One field as it was read. */
export interface Field<T> {
  /** Missing exactly where the field is asked. */
  value?: T;
  certainty: Certainty;
  /** Other values that the words allow, the likeliest first; each is one button. Of a field that is asked: what it may be. */
  alternatives: readonly T[];
  /** The reason in a few English words, with those of the line: for `npm run line` and the log, not for users. */
  why: string;
}

/** When a contact took or takes place. */
export interface Start {
  /** To the minute. Where no time was told, the usual hour of that day or part of the day. */
  at: Date;
  /** 'minute' was said; of a 'day' or a 'part' of one ("after lunch") the hour is ours. */
  precision: 'minute' | 'part' | 'day';
}

/** The channels that words tell of, or the id of one of the dictionary's own. */
export type LineChannel = 'phone' | 'email' | 'fax' | 'meeting' | 'messenger' | (string & {});

/** A client named in the line who is not in the directory. What else is known of them stands in `persons`, `phone`, `email`. */
export interface NewClient {
  /** As it would be entered: "ООО Заря", "Oakley Marine". */
  name: string;
}

/** A person named in the line: of the directory, with an id, or somebody new. */
export interface LinePerson {
  id?: string;
  name: string;
  /** Id of the organization in the directory that they speak for. */
  organization?: string;
}

/** The next step that was stated beside the contact itself: the first offer after saving. */
export interface NextStep {
  /** Asked where the words tell no day ("in February"). */
  start: Field<Start>;
  /** What is to be done, in the words of the line: "перезвонить". */
  about: string;
  channel?: LineChannel;
}

/** A field is absent where the line says nothing of it; `status`, `start`, `channel`, `direction` and `clients` are always there. */
export interface ContactReading {
  status: Field<'happened' | 'planned'>;
  start: Field<Start>;
  /** The contact's own length, in minutes. */
  minutes?: Field<number>;
  /** Asked where the words do not tell it. */
  channel: Field<LineChannel>;
  direction: Field<Direction>;
  /**
   * Those of the directory who are meant: none, one, or two for whom the contact is recorded alike. Asked, with those it may be as
   * alternatives, where several answer to one name.
   */
  clients: Field<readonly Ref[]>;
  /** A client outside the directory. */
  newClient?: Field<NewClient>;
  /** Whom it was with; the first is the contact's person. Asked where several of the client's persons answer to the name. */
  persons?: Field<readonly LinePerson[]>;
  /** As written in the line, "89262451007" where it was spelt in words. */
  phone?: Field<string>;
  email?: Field<string>;
  priority?: Field<Priority>;
  result?: Field<string>;
  /** What is shown as the contact's text: the line less a head or tail that became fields entirely. */
  text: string;
  next?: NextStep;
  /** The line plans it again and again ("каждый понедельник"): it is read as the first one. */
  repeats?: true;
}

/** An order about a plan that is there already. Which plan: of these clients and persons, near `about`. */
export interface ChangeReading {
  what: 'move' | 'cancel' | 'done';
  clients: Field<readonly Ref[]>;
  persons?: Field<readonly LinePerson[]>;
  /** The day or moment that the plan stands at now, where the line says it ("с завтра", "Hank's Thursday call"). */
  about?: Start;
  /** All plans until then are meant, not one ("всё до конца недели", "both calls this week"). */
  several?: { until?: Date };
  channel?: LineChannel;
  /** Of a move: where to. Asked where the line does not say. With precision 'day' the plan keeps its time of day. */
  to?: Field<Start>;
  /** Only a time of day is told ("на 16:00"): the plan keeps its day. */
  clockOnly?: true;
  /** Of a move by a stretch ("сдвинь на час"): minutes, earlier when negative. Days are kept by the clock, as 1,440 minutes each. */
  by?: number;
  /** Of done: what came of it. Of a cancellation: why. */
  result?: string;
}

/** A question to the journal. */
export interface QuestionReading {
  /** What is to come, what was, how many. */
  kind: 'ahead' | 'past' | 'count';
  clients: Field<readonly Ref[]>;
  persons?: Field<readonly LinePerson[]>;
  /** Half-open [from, to); absent where the line names no time. */
  period?: { from: Date; to: Date };
  channel?: LineChannel;
  direction?: Direction;
}

/** What a line of free text says. */
export interface Reading {
  /** The line as it came, word for word. */
  said: string;
  /** `change` and `question` are there with their kind. */
  kind: 'contact' | 'change' | 'question' | 'chatter';
  /** A guessed kind is shown with "record it as a contact" beside it. */
  certainty: 'read' | 'guessed';
  /** What the line is as a contact; where the kind is another, what is offered instead. */
  contact: ContactReading;
  change?: ChangeReading;
  question?: QuestionReading;
}

/** A client or person of the directory that may be named in the line: more than are named may be handed in. */
export interface KnownName {
  id: string;
  kind: 'organization' | 'person';
  name: string;
  /** Of a person: id of the organization they speak for. */
  organization?: string;
  /** E.164. */
  phones?: readonly string[];
  emails?: readonly string[];
}

/** All that a reader knows beside the line itself. */
export interface Situation {
  now: Date;
  /** IANA zone of the user who wrote the line. */
  zone: string;
  language: Language;
  /** Which comes first in "4/12"; undefined where the writer's country is not known, so that such a date is asked. */
  dayOrder?: 'day-first' | 'month-first';
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  workingDays: readonly number[];
  /**
   * Clients and persons of the directory that share a word with the line, and all persons of those clients. Found by `nameProbes`.
   * Which of them are meant, and where they stand in the line, is the reader's to say.
   */
  names: readonly KnownName[];
  /** Where the writer has said whether it happened: the words do not decide it then. */
  status?: 'happened' | 'planned';
  /** Channels of the dictionary's own, by their names. */
  channels?: readonly { id: string; names: readonly string[] }[];
}

/** A stretch of the line that became a field. */
export interface Taken {
  span: Span;
  field: string;
}
