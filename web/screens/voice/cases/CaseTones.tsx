import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react'
import type { CaseLine } from '../../../../contract/recovery.ts'
import { Time } from '../../../parts/Time.tsx'
import { Tone, type ToneName } from '../../../parts/Tone.tsx'
import { useWords } from '../../../words/words.tsx'

const SEVERITY_TONE: Record<CaseLine['severity'], ToneName> = { urgent: 'bad', callback: 'now', unhappy: 'wait' }

/** How pressing it is; or that they changed their answer and are content by now. */
export function Severity({ severity, content }: Pick<CaseLine, 'severity'> & { content?: boolean }) {
  const { t } = useWords()
  if (content)
    return (
      <Tone tone="good" icon={<IconCheck size={16} aria-hidden />}>
        {t('case.content')}
      </Tone>
    )
  const icon = severity === 'urgent' ? <IconAlertTriangle size={16} aria-hidden /> : undefined
  return (
    <Tone tone={SEVERITY_TONE[severity]} icon={icon}>
      {t(`case.severity-${severity}`)}
    </Tone>
  )
}

type Timed = Pick<
  CaseLine,
  'closedAt' | 'outcome' | 'again' | 'clockAt' | 'late' | 'answeredAt' | 'promise' | 'ownerId'
>

/** Until when somebody has to act; or that nothing is due; or how it ended. */
export function Clock({ line, zone }: { line: Timed; zone?: string | undefined }) {
  const { t } = useWords()
  if (line.closedAt)
    return (
      <Tone tone={line.again === 'worse' || line.again === 'same' ? 'wait' : 'good'}>
        {[line.outcome && t(`case.outcome-${line.outcome}`), line.again && t(`case.again-${line.again}`)]
          .filter(Boolean)
          .join(' · ')}
      </Tone>
    )
  if (!line.clockAt)
    return (
      <Tone tone="good" icon={<IconCheck size={16} aria-hidden />}>
        {t('case.answered')}
      </Tone>
    )
  const what = line.answeredAt ? 'promise' : 'answer'
  return (
    <Tone tone={line.late ? 'bad' : 'now'} icon={<IconClock size={16} aria-hidden />}>
      <span>
        {t(line.late ? `case.late-${what}` : `case.due-${what}`)} <Time at={line.clockAt} zone={zone} />
      </span>
    </Tone>
  )
}
