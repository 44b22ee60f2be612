import type { Source } from '../../../contract/signals.ts'
import { Time } from '../../parts/Time.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'

const TONES: Record<Source['state'], ToneName> = {
  never: 'wait',
  ok: 'good',
  silent: 'wait',
  connecting: 'wait',
  down: 'bad',
}

/** How a device stands, in a word: paused comes before everything else. */
export function SourceState({ source }: { source: Source }) {
  const { t } = useWords()
  if (!source.enabled) return <Tone tone="calm">{t('setup.state-paused')}</Tone>
  return <Tone tone={TONES[source.state]}>{t(`setup.state-${source.state}`)}</Tone>
}

/** When it last spoke. */
export function LastEvent({ source, zone }: { source: Source; zone?: string | undefined }) {
  const { t } = useWords()
  if (!source.lastEventAt) return <>{t('setup.event-never')}</>
  return (
    <>
      {t('setup.event-last')} <Time at={source.lastEventAt} zone={zone} />
    </>
  )
}

/** What to do about a device that does not answer, from the code of its fault. */
export function useAdvice(): (source: Source) => string | null {
  const { t, word, has } = useWords()
  return (source) => {
    if (!source.enabled) return t('setup.advice-paused')
    if (source.state === 'down')
      return source.stateDetail && has(`link.${source.stateDetail}`)
        ? word('link', source.stateDetail)
        : t('setup.advice-down')
    if (source.state === 'silent') return t('setup.advice-silent')
    return null
  }
}
