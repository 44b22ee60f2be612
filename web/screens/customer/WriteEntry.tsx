import { Button, Chip, Group, SegmentedControl, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { addEntry, changeEntry, type Entry, HINTS } from '../../../contract/timeline.ts'
import { call, type ProblemError } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { KeyHint } from '../../parts/KeyHint.tsx'
import { toast, undoable } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { untilSent } from '../../until-sent.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { ENTRY_KINDS, useEntryDraft } from './entry-draft.ts'
import { MadeCallFields } from './MadeCallFields.tsx'

/** A note, a call or a case to repair; with a hint it is on the card of the next person who receives them. */
export function WriteEntry({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const { site } = useSite()
  const cache = useCustomerCache(customer.id)
  const { draft, write, sent, back } = useEntryDraft(customer.id)
  const { kind, text, hint, made, key } = draft
  const ours = kind === 'call' ? made : null
  const sayable = text.trim() !== '' || ours !== null
  const body = { kind, text, hint, made: ours, siteId: site?.id ?? null, key }
  const add = useMutation<Entry, ProblemError>({
    // Where there is no network it is tried all the same, and said that it waits.
    networkMode: 'always',
    mutationFn: () =>
      untilSent(
        () => call(addEntry, { params: { id: customer.id }, body }),
        () => toast(t('card.waits-for-network')),
      ),
    onSuccess: async (entry) => {
      sent()
      undoable(t(`customer.written-${kind}`), async () => {
        await call(changeEntry, { params: { id: entry.id }, body: { removed: true } })
        back(draft)
        await cache.timeline()
      })
      await cache.written()
    },
  })
  // What is drawn is late by one click: a second one must find the door shut already.
  const sending = useRef(false)
  const send = () => {
    if (!sayable || sending.current) return
    sending.current = true
    add.mutate(undefined, {
      onSettled: () => {
        sending.current = false
      },
    })
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
        onChange={(v) => write({ kind: v as typeof kind })}
        data={ENTRY_KINDS.map((value) => ({ value, label: t(`customer.entry-${value}`) }))}
      />
      {kind === 'call' && <MadeCallFields made={made} change={(next) => write({ made: next })} />}
      <Textarea
        aria-label={t(`customer.write-${kind}`)}
        placeholder={t(`customer.write-${kind}`)}
        maxLength={4000}
        value={text}
        onChange={(e) => write({ text: e.currentTarget.value })}
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
              onChange={() => write({ hint: hint === one ? null : one })}
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
