import type { Staff } from '../../../contract/network.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'

/** Whether someone's calendar could be read, and when it was last. */
export function CalendarState({
  person,
}: {
  person: Pick<Staff, 'calendarUrl' | 'calendarCheckedAt' | 'calendarProblem'>
}) {
  const { t, word, has } = useWords()
  if (!person.calendarUrl) return null
  const { calendarProblem: problem } = person
  return (
    <p style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 10, margin: 0 }}>
      {problem ? (
        <>
          <Tone tone="bad">{t('setup.calendar-unread')}</Tone>
          <span>{has(`calendar.${problem}`) ? word('calendar', problem) : word('calendar', 'unreachable')}</span>
        </>
      ) : person.calendarCheckedAt ? (
        <Tone tone="good">{t('setup.calendar-read')}</Tone>
      ) : (
        <Tone tone="wait">{t('setup.calendar-soon')}</Tone>
      )}
      {person.calendarCheckedAt && (
        <span className="dim">
          {t('setup.calendar-checked')} <Time at={person.calendarCheckedAt} />
        </span>
      )}
    </p>
  )
}
