import type { Capability } from '../shared/capability.ts';
import { openSaved, showReport } from './open-report.ts';
import { reportScreen } from './report.ts';
import { cutoffsScene } from './report-cutoffs.ts';
import { reportFilterScreen } from './report-filter.ts';
import { reportSaveScene } from './report-save.ts';
import { savedReportScreen } from './report-saved.ts';
import { reportScheduleScene } from './report-schedule.ts';
import { targetScene } from './views/set-target.ts';
import { weekLetterScreen } from './week-letter.ts';

/** Reports: counted, shown, kept under a name, sent by themselves. */
export const reports = {
  dialogs: [cutoffsScene, reportSaveScene, reportScheduleScene, targetScene],
  screens: [reportScreen, reportFilterScreen, savedReportScreen, weekLetterScreen],
  commands: { report: showReport },
  deepLinks: { r: openSaved },
} satisfies Capability;
