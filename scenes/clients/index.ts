import type { Capability } from '../shared/capability.ts';
import { organizationScreen, showOrganization } from './client-card.ts';
import { clientsScreen, showClients } from './clients.ts';
import { mergeScreen, mergeView } from './duplicates.ts';
import { editClientScene, editPersonScene } from './edit-client.ts';
import { findClientScene } from './find-client.ts';
import { takeDroppedCard } from './inline.ts';
import { leafScreen } from './leaf.ts';
import { mergeScene } from './merge.ts';
import { newClientScene } from './new-client.ts';
import { newPersonScene } from './new-person.ts';
import { personScreen, showPerson } from './person-card.ts';
import { takePhoneCard } from './phone-card.ts';

/** The directory: organizations and people, what is known of them, duplicates and their merging. */
export const clients = {
  dialogs: [newClientScene, newPersonScene, findClientScene, mergeScene, editClientScene, editPersonScene],
  screens: [clientsScreen, leafScreen, organizationScreen, personScreen, mergeScreen],
  commands: { clients: showClients },
  takers: { droppedCard: takeDroppedCard, phoneCard: takePhoneCard },
  deepLinks: { o: showOrganization, p: showPerson },
  jobViews: { merge: mergeView },
} satisfies Capability;
