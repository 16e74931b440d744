import type { Capability } from '../shared/capability.ts';
import { documentScreen, showDocuments } from './documents.ts';
import { documentsOfScene } from './documents-of.ts';
import { editDocumentScene } from './edit-document.ts';
import { findDocumentScene } from './find-document.ts';
import { newDocumentScene } from './new-document.ts';

/** The register of documents. */
export const documents = {
  deepLinks: { d: (ctx, id) => documentScreen.actions.open(ctx, id) },
  dialogs: [newDocumentScene, editDocumentScene, findDocumentScene, documentsOfScene],
  screens: [documentScreen],
  commands: { documents: showDocuments },
} satisfies Capability;
