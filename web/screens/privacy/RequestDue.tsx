import type { DataRequest } from '../../../contract/privacy.ts'
import { Tone } from '../../parts/Tone.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'

/** By when a request is answered: calm while there is time, red once it is late, each with a word. */
export function RequestDue({ request }: { request: Pick<DataRequest, 'daysLeft' | 'dueOn'> }) {
  const { t, locale } = useWords()
  const { daysLeft } = request
  const tone = daysLeft < 0 ? 'bad' : daysLeft <= 7 ? 'wait' : 'calm'
  return (
    <Tone tone={tone}>
      {daysLeft < 0
        ? t('privacy.late', { n: -daysLeft })
        : t('privacy.due', { day: dayText(request.dueOn, locale), n: daysLeft })}
    </Tone>
  )
}
