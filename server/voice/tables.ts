interface Cell {
  /** `d` a day, `m` a month by its first day; `D` and `M`: all moments, services and channels together. */
  grain: 'd' | 'm' | 'D' | 'M'
  start: string
  site_id: string
}
interface About {
  moment: string
  service: string
  channel: string
}
type Step = `s${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`

export interface VoiceTables {
  'voice.score': Cell & About & { metric: string; steps: number; left_out: number } & Record<Step, number>
  'voice.words': Cell &
    About &
    Record<'good' | 'neutral' | 'bad' | 'mixed', number> &
    Record<'compliment' | 'problem' | 'suggestion' | 'question', number> &
    Record<'callback' | 'promise' | 'leaving' | 'urgent' | 'left_out', number>
  'voice.theme': Cell & About & { theme: string; good: number; neutral: number; bad: number }
  'voice.asked': Cell & About & { asked: number; opened: number; answered: number; called_off: number }
  'voice.came': Cell & { came: number; invited: number }
}
