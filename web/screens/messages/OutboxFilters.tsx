import { Select, TextInput } from '@mantine/core'
import { useWords } from '../../words/words.tsx'
import classes from './Messages.module.css'
import { CHANNELS } from './provider-form.ts'

/** What the address of the outbox may say. */
export interface OutboxSearch {
  state?: string | undefined
  channel?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

/** Whom, by which channel, from which day to which. */
export function OutboxFilters({
  typed,
  type,
  channel,
  since,
  until,
  set,
}: {
  typed: string
  type: (text: string) => void
  channel: string | undefined
  since: string | undefined
  until: string | undefined
  set: (more: OutboxSearch) => void
}) {
  const { t, word } = useWords()
  return (
    <search className={classes.search} aria-label={t('messages.find')}>
      <TextInput
        label={t('messages.find')}
        placeholder={t('messages.find-hint')}
        value={typed}
        onChange={(e) => type(e.currentTarget.value)}
      />
      <Select
        label={t('messages.channel')}
        placeholder={t('messages.any-channel')}
        clearable
        data={CHANNELS.map((value) => ({ value, label: word('channel', value) }))}
        value={channel ?? null}
        onChange={(value) => set({ channel: value ?? undefined })}
      />
      <TextInput
        type="date"
        label={t('messages.since')}
        value={since ?? ''}
        max={until}
        onChange={(e) => set({ since: e.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('messages.until')}
        value={until ?? ''}
        min={since}
        onChange={(e) => set({ until: e.currentTarget.value || undefined })}
      />
    </search>
  )
}
