import type { Key } from '../../words/words.tsx'

const at = (now: Date, days: number, hour: number): Date => {
  const then = new Date(now)
  then.setDate(then.getDate() + days)
  then.setHours(hour, 0, 0, 0)
  return then
}

/** A month on, on the last day where that month is shorter. */
const inAMonth = (now: Date): Date => {
  const then = new Date(now.getFullYear(), now.getMonth() + 1, 1, 10)
  const last = new Date(now.getFullYear(), now.getMonth() + 2, 0).getDate()
  then.setDate(Math.min(now.getDate(), last))
  return then
}

/** When « not now » may be: this afternoon while there is one, tomorrow, in three days, in a week, in a month; never on a Sunday. */
export function untilChoices(now: Date): { word: Key; at: Date }[] {
  const choices: { word: Key; at: Date }[] = [
    { word: 'work.until-tomorrow', at: at(now, 1, 10) },
    { word: 'work.until-days', at: at(now, 3, 10) },
    { word: 'work.until-week', at: at(now, 7, 10) },
    { word: 'work.until-month', at: inAMonth(now) },
  ]
  if (now.getHours() < 13) choices.unshift({ word: 'work.until-afternoon', at: at(now, 0, 14) })
  return choices.filter((choice) => choice.at.getDay() !== 0)
}
