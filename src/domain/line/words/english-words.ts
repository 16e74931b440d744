import { type ContactWords, email, event, fax, meeting, messenger, phone, talk } from './contact-words.ts';

/** "had a long call": whatever it was like, it took place. */
const HAD =
  'had (?:an? |another |my |our |the )?(?:(?:very|quick|brief|short|long|good|great|nice|lovely|decent|useful|productive|tough|difficult|proper|initial|first|second) ){0,2}';
/** "great call with Hank": only what took place was so. */
const WELL = '(?:good|great|nice|lovely|excellent|brilliant|useful|productive|tough|difficult|awful) ';

export const ENGLISH_WORDS: ContactWords = [
  // English: calls
  [
    "(?:didn['’]?t|did not|couldn['’]?t|could not|can['’]?t) (?:reach|get hold of|get through(?: to)?)|(?:no|not) (?:answer(?:ing)?(?: (?:the|his|her) phone)?|pick ?up)|(?:left|lft) (?:a |him a |her a |them a |two |three |several |another )?(?:voice ?mails?|vms?|msgs?|messages?)(?: (?:for|with|on))?|lvm|straight to (?:vm|voicemail)|vm(?= |$)|voicemail",
    { ...phone, form: 'past', by: 'we', missed: true, pure: true },
  ],
  [
    '(?:just )?(?:off|got off|come off|came off) the (?:phone|blower|line)(?: with| w/)?|(?:just )?(?:off|got off|come off|came off) an? (?:call|zoom|teams call)(?: with| w/)?|(?:just )?(?:hung up|rang off|finished (?:a |my |our |the )?call)(?: with| w/)|on the (?:phone|blower|horn)(?: with| w/)?',
    { ...phone, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?<!(?:guy|man|woman|lady|bloke|chap|lad|girl|fella|someone|somebody|person|company|firm|outfit|place|shop|contact|buyer|manager|one) )(?:has |have |had )?(?:cold[ -])?(?:called|rang|rung|phoned|dialled|dialed|buzzed)(?: (?:back|up))?(?! (?:in|round|by) (?:on|at|to)(?!\\p{L}))(?! off(?!\\p{L}))',
    { ...phone, form: 'past', by: 'subject', pure: true },
  ],
  [
    '(?:spoke(?:n)?|talked|chatted|spk) (?:to|with|w/|2)|(?:had|having) (?:a )?(?:quick |good |long |brief |great )?(?:chat|word|natter|catch-?up)(?: with| w/)?|caught up (?:with|w/)|spoke(?:n)?|talked(?= |$)|chatted|got hold of|got through to',
    { ...talk, form: 'past', by: 'both', pure: true },
  ],
  [
    "(?:is |are |will be )?(?:calling|ringing|phoning)(?: (?:me|us))(?: back)?|(?:is|are|will be) (?:calling|ringing|phoning)(?: back)?|will (?:call|ring|phone)(?: (?:me|us))?(?: back)?|to (?:call|ring|phone) (?:me|us)(?: back)?|['’]ll (?:call|ring|phone) (?:me|us)(?: back)?|gonna (?:call|ring|phone) (?:me|us)",
    { ...phone, form: 'coming', by: 'they' },
  ],
  [
    '(?:phone |video |conf(?:erence)? |intro |sales |follow-?up |discovery )?calls?|cold[ -]calls? to|phonecall|(?:by|over the|on the) phone|phone|tel',
    { ...phone, form: 'noun', by: 'both', pure: true },
  ],
  // English: meetings
  [
    '(?:we |i )?(?:met|visited|saw|bumped into|ran into|sat down|hosted|came out of|come out of|been (?:to|at))(?: (?:with|w/|on|at))?',
    { ...meeting, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?:dropped|stopped|popped|nipped) (?:into|in|by|round|over)(?: (?:on|at|to))?|(?:called|looked) (?:in|by|round) (?:on|at|to)|swung by',
    { ...meeting, form: 'past', by: 'subject', pure: true },
  ],
  [
    'went (?:round|over|through)(?: (?:to|at|it|there))?(?= (?:with|w\\/))|went (?:over|round|down) to(?= )',
    { ...meeting, form: 'past', by: 'we' },
  ],
  ['walk(?:ed)?[- ]in', { ...meeting, form: 'past', by: 'they' }],
  ['dropped|delivered(?= (?:samples|brochures|the))', { ...meeting, form: 'past', by: 'we' }],
  [
    `${HAD}(?:breakfast|lunch|dinner|coffee|drinks|a beer|beers|meeting|mtg|visit|demo)(?: with| w/)?|${WELL}(?:meeting|mtg|visit|demo)(?= with| w/)`,
    { ...meeting, form: 'past', by: 'both' },
  ],
  [
    `${HAD}(?:phone )?call(?: with| w/)?|${WELL}(?:phone )?call(?= with| w/)`,
    { ...phone, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?:came|come) (?:in|by|over|round|to (?:us|our|the office))|(?:was|were) (?:in|at) (?:the|our) (?:office|showroom|warehouse|shop|yard|place)|(?:was|were) (?:in|over) to (?:see|look)',
    { ...meeting, form: 'past', by: 'they' },
  ],
  [
    "(?:is|are|['’]s) (?:coming|visiting)(?: (?:in|over|by|round))?|will (?:come|visit)",
    { ...meeting, form: 'coming', by: 'they' },
  ],
  [
    "(?:i['’]m|we['’]re|i am|we are) (?:seeing|meeting|visiting|off to see|going to see)|(?:off to|going to) (?:see|meet|visit)",
    { ...meeting, form: 'plan', by: 'we' },
  ],
  ["(?:i['’]m|we['’]re|i am|we are) (?:calling|ringing|phoning)", { ...phone, form: 'plan', by: 'we', pure: true }],
  [
    'meetings?|mtgs?|meet-?up|sit-?down|face[- ]to[- ]face|f2f|in person|appts?|appointments?',
    { ...meeting, form: 'noun', by: 'both', pure: true },
  ],
  [
    '(?:site |on-?site )?visit|on-?site|demo|kick-?off|workshop|walk-?through|(?:annual |contract |quarterly )review|qbr|presentation|teams|ms teams|zoom|g-?meet|google meet|webex|(?:breakfast|lunch|dinner|coffee|drinks|beers?)(?= (?:w/|with|@|at))|trade show|webinar',
    { ...meeting, form: 'noun', by: 'both' },
  ],
  [
    'stock-?take|review|pitch|(?:a )?(?:beers?|pints?)|golf|(?:site )?survey|inspection|audit|drinks|lunch|dinner|breakfast|brunch|brekkie|coffee|golf|supper|tour|factory tour|open day|conference|expo|booth|training|install(?:ation)?(?= at|,| w/| with)|handover|hand-over|tasting|fitting|the match|the game|all-?hands|stand-?up|huddle|session|steering|board meeting|interview|wants? (?:us|me) in|(?:is|are) coming to see',
    { ...event, form: 'noun', by: 'both' },
  ],
  // English: the rest
  [
    '(?:has |have )?left (?:me|us) (?:a |two |another )?(?:voice ?mails?|vms?|msgs?|messages?)',
    { ...phone, form: 'past', by: 'they' },
  ],
  [
    '(?:calling|ringing|phoning)(?= (?:at|on|in \\d|tomorrow|today|tonight|mon|tue|wed|thu|fri))',
    { ...phone, form: 'noun', by: 'both' },
  ],
  ['(?:a|him a|her a|them a) text(?: message)?', { ...messenger, form: 'noun', by: 'both', pure: true }],
  ['(?:quoted|invoiced|billed|pitched|briefed)(?= )', { form: 'past', by: 'subject' }],
  ['texts? (?:me|us)|messages (?:me|us)|pings (?:me|us)', { ...messenger, form: 'past', by: 'they', pure: true }],
  ['(?:calls|rings|phones) (?:me|us)', { ...phone, form: 'past', by: 'they', pure: true }],
  ["(?:he|she|they)(?:['’]ll)? (?:dials?|calls?|rings?|phones?) (?:me|us)", { ...phone, form: 'coming', by: 'they' }],
  [
    "texted|msgd|msged|messaged|whats?app(?:ed|['’]?d)|wa['’]?d|sms['’]?d|pinged|dm(?:ed|['’]?d)|slacked",
    { ...messenger, form: 'past', by: 'subject', pure: true },
  ],
  [
    '(?:on |by |via |over )?(?:whats?app|wa|telegram|viber|linkedin|slack|imessage|signal|sms|wechat|messenger|txt|dm)|messages?|msg|texts?(?= (?:from|to|w/|with|msg))',
    { ...messenger, form: 'noun', by: 'both', pure: true },
  ],
  ["faxed|fax['’]d", { ...fax, form: 'past', by: 'subject', pure: true }],
  ['(?:by )?fax', { ...fax, form: 'noun', by: 'both', pure: true }],
  ['drop (?:[\\p{L}.&]+ ){1,5}an? (?:line|note|message|text|e-?mail)', { form: 'plan', by: 'we', sends: true }],
  ["cc['’]?e?d (?:me|us)(?: (?:on|in|into))?", { ...email, form: 'past', by: 'they', pure: true }],
  ["e-?mailed|mailed|e-?mail['’]d|inboxed", { ...email, form: 'past', by: 'subject', pure: true }],
  [
    'fwd(?:ed)? from|forwarded from|fw:|fwd:|пересылаю|переслано(?: от)?|форвард(?:ю|нул)?(?: от)?|переслал[аи]? мне',
    { ...email, or: 'messenger', form: 'past', by: 'they', pure: true },
  ],
  [
    '(?:by |via |an )?e-?mails?|letters?(?= (?:from|to))|(?:by )?mail',
    { ...email, form: 'noun', by: 'both', pure: true },
  ],
  [
    'wrote(?: back)?|(?:re-?)?sent(?: over)?|replied|responded|forwarded|fwded|written(?: to)?|answered|shared',
    { form: 'past', by: 'subject', sends: true },
  ],
];

/** English words that order or plan where they stand as a plain verb: at the beginning, after "to", "need to", "must". */
export const PLAIN_VERBS: ContactWords = [
  ['(?:call|ring|phone|dial|buzz|cb|cold call|try|bell)(?: back)?', { ...phone, form: 'plan', by: 'we', pure: true }],
  [
    '(?:speak|talk|chat) (?:to|with|w/)|get back to|catch up (?:with|w/)',
    { ...talk, form: 'plan', by: 'we', pure: true },
  ],
  [
    '(?:meet|visit(?! to(?!\\p{L}))|see|go see|drop (?:in|by|off)|drop|pop (?:in|by|round)|stop by|swing by|go to|drive to)(?: (?:with|w/|to|on|at))?',
    { ...meeting, form: 'plan', by: 'we' },
  ],
  ['(?:text|message|msg|whats?app|dm|ping|slack)', { ...messenger, form: 'plan', by: 'we', pure: true }],
  ['(?:calling|ringing|phoning)(?: (?:him|her|them))?(?: back)?', { ...phone, form: 'plan', by: 'we', pure: true }],
  ['(?:visiting|seeing|popping (?:in|over|round)|dropping (?:in|by))', { ...meeting, form: 'plan', by: 'we' }],
  ['(?:texting|messaging|pinging)', { ...messenger, form: 'plan', by: 'we', pure: true }],
  ['e-?mailing', { ...email, form: 'plan', by: 'we', pure: true }],
  ['(?:sending|chasing)', { form: 'plan', by: 'we', sends: true }],
  ['fax', { ...fax, form: 'plan', by: 'we', pure: true }],
  ['e-?mail|mail', { ...email, form: 'plan', by: 'we', pure: true }],
  [
    '(?:send|write|reply|forward|fwd|shoot|share|get|resend)(?: (?:to|back|over))?',
    { form: 'plan', by: 'we', sends: true },
  ],
  [
    'ask|find out|chase|nudge|follow ?-?up(?: with| w/| on)?|f/u(?: with| w/| on)?|check in(?: with| w/)?|remind|touch base(?: with| w/)?|reach out to|prep|(?:quote|invoice)(?! (?:#|no\\.?|nr|[a-z]{0,3}-?\\d))',
    { form: 'plan', by: 'we' },
  ],
];
