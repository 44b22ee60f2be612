/** Why a calendar could not be read. The screen has words for each. */
export type CalendarProblem =
  | 'address-refused'
  | 'not-found'
  | 'forbidden'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'not-a-calendar'

/** What reads an iCal address. It never throws: a calendar that cannot be read is an everyday thing. */
export interface Calendars {
  read(url: string): Promise<{ text: string } | { problem: CalendarProblem }>
}
