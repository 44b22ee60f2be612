import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

interface SearchBoxProps {
  label: string
  placeholder?: string
  /** What is looked for now: as the address says. */
  asked: string
  /** Asked as it is typed, a quarter of a second after the last letter. */
  ask: (words: string) => void
  className?: string | undefined
}

/** Words to look for; the address follows what is typed, and the box follows the address. */
export function SearchBox({ label, placeholder = label, asked, ask, className }: SearchBoxProps) {
  const [typed, type] = useState(asked)
  const [settled] = useDebouncedValue(typed.trim(), 250)
  const last = useRef(asked)
  useEffect(() => {
    if (settled === last.current) return
    last.current = settled
    ask(settled)
  }, [settled, ask])
  useEffect(() => {
    // It was cleared elsewhere, or somebody went back.
    if (asked === last.current) return
    last.current = asked
    type(asked)
  }, [asked])
  return (
    <search className={className}>
      <TextInput
        aria-label={label}
        placeholder={placeholder}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        maxLength={120}
        onChange={(e) => type(e.currentTarget.value)}
      />
    </search>
  )
}
