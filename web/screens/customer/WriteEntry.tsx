import { Button, Chip, Group, SegmentedControl, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { addEntry, changeEntry, HINTS, type Hint, type MadeCall, readTimeline } from '../../../contract/timeline.ts'
import { readDesk } from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { undoable } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { MadeCallFields } from './MadeCallFields.tsx'

const KINDS = ['note', 'call', 'case'] as const
type Kind = (typeof KINDS)[number]

/** A note, a call or a case to repair; with a hint it is on the card of the next person who receives them. */
export function WriteEntry({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const { site } = useSite()
  const cache = useCustomerCache(customer.id)
  const [kind, setKind] = useState<Kind>('note')
  const [text, setText] = useState('')
  const [hint, setHint] = useState<Hint | null>(null)
  const [made, setMade] = useState<MadeCall | null>({ outcome: 'reached', purpose: 'service' })
  const ours = kind === 'call' ? made : null
  const sayable = text.trim() !== '' || ours !== null
  const add = useDo(addEntry, { refresh: [readTimeline, readDesk] })
  // What is drawn is late by one click: a second one must find the door shut already.
  const sending = useRef(false)
  const send = () => {
    if (!sayable || sending.current) return
    sending.current = true
    add.mutate(
      { params: { id: customer.id }, body: { kind, text, hint, made: ours, siteId: site?.id ?? null } },
      {
        onSettled: () => {
          sending.current = false
        },
        onSuccess: (entry) => {
          const [wasText, wasHint] = [text, hint]
          setText('')
          setHint(null)
          undoable(t(`customer.written-${kind}`), async () => {
            await call(changeEntry, { params: { id: entry.id }, body: { removed: true } })
            // Taken back to be said better: the words come back to the hand.
            setText(wasText)
            setHint(wasHint)
            await cache.timeline()
          })
        },
      },
    )
  }
  return (
    <form
      className={`surface ${classes.block} ${classes.lines}`}
      style={{ marginBottom: 18 }}
      aria-label={t('customer.write')}
      onSubmit={(e) => {
        e.preventDefault()
        send()
      }}
    >
      <SegmentedControl
        aria-label={t('customer.write-kind')}
        style={{ justifySelf: 'start' }}
        value={kind}
        onChange={(v) => setKind(v as Kind)}
        data={KINDS.map((value) => ({ value, label: t(`customer.entry-${value}`) }))}
      />
      {kind === 'call' && <MadeCallFields made={made} change={setMade} />}
      <Textarea
        aria-label={t(`customer.write-${kind}`)}
        placeholder={t(`customer.write-${kind}`)}
        maxLength={4000}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
            e.preventDefault()
            send()
          }
        }}
      />
      <div className={classes.send}>
        <fieldset className={classes.chips} style={{ margin: 0 }}>
          <legend className={classes.legend}>{t('customer.hint')}</legend>
          {HINTS.map((one) => (
            <Chip
              key={one}
              variant="light"
              radius="xl"
              checked={hint === one}
              onChange={() => setHint(hint === one ? null : one)}
            >
              {t(`customer.hint-${one}`)}
            </Chip>
          ))}
        </fieldset>
        <Group gap="sm" wrap="nowrap">
          <KeyHint keys={['Ctrl', '↵']} />
          <Button type="submit" loading={add.isPending} aria-keyshortcuts="Control+Enter" disabled={!sayable}>
            {t('customer.write-do')}
          </Button>
        </Group>
      </div>
      {hint && <p className={classes.quiet}>{t(`customer.hint-${hint}-how`)}</p>}
      <ErrorNote error={add.error} />
    </form>
  )
}
