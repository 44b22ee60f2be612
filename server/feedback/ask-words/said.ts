/** The words of the page that asks, beside those of the survey itself. */
export interface AskWords {
  send: string
  sendUnscored: string
  hint: string
  hintUnknown: string
  /** Of whoever nobody knows: who keeps what they write and the number they may leave, what for, how long, and what they may ask. */
  data: { title: string; lines: (network: string, place: string) => string[] }
  /** Seen by programs only. */
  trap: string
  stars: (n: number) => string
  faults: Record<'no-score' | 'off-scale' | 'too-quick', string>
  moreTitle: string
  moreLead: string
  moreSkip: string
  quote: string
  quoteLead: string
  quoteNamed: string
  quoteUnnamed: string
  quoteNo: string
  quotedTitle: string
  quotedNamed: string
  quotedUnnamed: string
  unquote: string
  unquoted: string
  yes: string
  no: string
  thanks: string
  read: (place: string) => string
  change: string
  changeUntil: (day: string) => string
  kept: string
  cut: string
  choices: string
  foot: string
  ended: Record<'unknown' | 'expired' | 'closed' | 'too-long' | 'too-many', { title: string; line: string }>
  /** Their own answer, by the code that stands under the thanks: seen and erased by whoever holds it. */
  own: {
    title: string
    line: (address: string) => string
    open: string
    pageTitle: string
    pageLine: string
    code: string
    unknown: string
    given: (day: string, place: string) => string
    noWords: string
    erase: string
    eraseLine: string
    another: string
    erased: string
    erasedLine: string
  }
  tablet: { clear: string; next: string; back: string; waiting: string }
}
