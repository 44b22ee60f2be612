import { PinInput } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { useWords } from '../words/words.tsx'

interface SixDigitsProps {
  value: string
  onChange: (value: string) => void
  onComplete: (value: string) => void
  /** How many codes were refused: after each the boxes begin anew, empty, with the keyboard in the first. */
  tries: number
  busy?: boolean
  /** The id of what says where the code is found. */
  describedBy?: string
}

/** The six digits of an app, typed or pasted whole, read as soon as they are six. */
export function SixDigits({ value, onChange, onComplete, tries, busy = false, describedBy }: SixDigitsProps) {
  const { t } = useWords()
  // Mantine makes its own id anew once it is shown, and with it the boxes: the keyboard would fall out of them.
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when shown, and once for each code that was refused
  useEffect(() => first.current?.focus({ preventScroll: true }), [tries])
  return (
    <PinInput
      key={tries}
      id={id}
      ref={first}
      length={6}
      type="number"
      size="lg"
      oneTimeCode
      readOnly={busy}
      aria-label={t('start.code2')}
      getInputProps={(i) => ({
        'aria-label': `${t('start.code2')} ${i + 1}`,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      })}
      value={value}
      onChange={onChange}
      onComplete={onComplete}
    />
  )
}
