import type { ReactNode } from 'react'
import classes from './Tone.module.css'

export type ToneName = 'good' | 'wait' | 'bad' | 'now' | 'calm'

/** A word on a tint: the word carries the meaning, the colour only repeats it. `now` is kaki: it asks for a hand. */
export function Tone({ tone, icon, children }: { tone: ToneName; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.tone} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
