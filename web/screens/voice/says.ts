import { IconAlertTriangle, IconArrowsLeftRight, IconMinus, IconMoodSad, IconMoodSmile } from '@tabler/icons-react'
import type { Leaning, Verbatim } from '../../../contract/feedback.ts'
import { THEMES } from '../../../contract/reading.ts'
import { listOwnThemes } from '../../../contract/voice-news.ts'
import { useAsk } from '../../ask.ts'
import type { ToneName } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'

export const LEANING_ICON = {
  good: IconMoodSmile,
  neutral: IconMinus,
  bad: IconMoodSad,
  mixed: IconArrowsLeftRight,
} as const satisfies Record<Leaning, unknown>
export const LEANING_TONE: Record<Leaning, ToneName> = { good: 'good', neutral: 'calm', bad: 'bad', mixed: 'wait' }
export const BAND_TONE = { happy: 'good', between: 'calm', unhappy: 'bad' } as const
export const AlertIcon = IconAlertTriangle

export const leaningOfSign = (sign: number): Leaning => (sign > 0 ? 'good' : sign < 0 ? 'bad' : 'neutral')

/** A theme as it is called: one of ours by our words, one of the network's by its own title. */
export function useThemeName(): (theme: string, title?: string) => string {
  const { word } = useWords()
  return (theme, title = '') => title || (theme.startsWith('own:') ? theme.slice(4) : word('theme', theme))
}

/** The themes one may choose from: ours, those of the network's own in force, and what is chosen already, whatever became of it. */
export function useThemeChoices(chosen: readonly (string | null)[] = []): { value: string; label: string }[] {
  const { locale } = useWords()
  const name = useThemeName()
  const own = useAsk(listOwnThemes, {}).data?.themes ?? []
  const titles = new Map<string, string>(
    own.map(({ slug, title }) => [`own:${slug}`, locale.startsWith('fr') ? title.fr : title.en]),
  )
  const inForce = own.filter(({ archivedAt }) => archivedAt === null).map(({ slug }) => `own:${slug}`)
  const all = new Set([...chosen.filter((each) => each !== null && each !== ''), ...THEMES, ...inForce] as string[])
  return [...all].map((value) => ({ value, label: name(value, titles.get(value)) }))
}

/** What a mark speaks for: « attente », « va dans le bon sens », « à rappeler ». */
export function useFinding(): (finding: string, sign: number) => string {
  const { t, word, has } = useWords()
  const theme = useThemeName()
  return (finding, sign) => {
    if (finding === 'polarity') return t(sign < 0 ? 'inbox.legend-bad' : 'inbox.legend-good')
    if (finding === 'praised') return t('inbox.legend-praised')
    if (has(`alert.${finding}`)) return word('alert', finding)
    if (has(`says.${finding}`)) return word('says', finding)
    return theme(finding)
  }
}

/** « 2 sur 10 »: on the scale it was asked on. */
export const scoreOf = ({ score, scale }: Pick<Verbatim, 'score' | 'scale'>): { score: number; max: number } | null =>
  score === null || !scale ? null : { score, max: scale.max }
