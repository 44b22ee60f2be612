import type { DemoAnswer } from './demo-voice.ts'

/** What somebody chooses under « what should we have done better » goes with what they wrote; who wrote nothing chooses one thing. */
const BETTER: Record<string, string> = {
  waiting: 'delay',
  delay: 'delay',
  appointment: 'delay',
  informed: 'informed',
  promise: 'informed',
  phone: 'informed',
  welcome: 'welcome',
  price: 'price',
  repair: 'quality',
  competence: 'quality',
  cleanliness: 'quality',
}
const ALONE = ['informed', 'delay', 'informed', 'welcome', 'price', 'quality', 'other'] as const
const ASKED: ReadonlySet<string> = new Set(['after-delivery', 'after-service'])

/** One of three leaves after the first step. */
export function demoPicks({ survey, band, at, reading }: DemoAnswer): { why?: string[] } {
  const minute = Math.floor(at.getTime() / 60_000)
  if (!survey || !ASKED.has(survey) || band === 'happy' || minute % 3 === 0) return {}
  const said = (reading?.themes ?? []).flatMap(({ theme, polarity }) => (polarity < 0 ? (BETTER[theme] ?? []) : []))
  return { why: said.length > 0 ? [...new Set(said)] : [ALONE[minute % ALONE.length]!] }
}
