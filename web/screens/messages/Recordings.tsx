import { Button, Group, Modal, NativeSelect, Textarea } from '@mantine/core'
import { IconMicrophone, IconPlayerStopFilled, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import {
  hearRecording,
  keepRecording,
  listRecordings,
  removeRecording,
  tryChoices,
} from '../../../contract/messages.ts'
import { call, urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { timerText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useRecorder } from '../customer/recorder.ts'
import setup from '../setup/Setup.module.css'
import classes from './Messages.module.css'

const LONGEST_MS = 30_000

/** One's own voice for voice drops: said, listened to, kept, taken away. */
export default function Recordings() {
  const { t } = useWords()
  const may = useMay('work.act', null)
  const asked = useAsk(listRecordings, {}, { enabled: may })
  const remove = useRemoving()
  const [recording, setRecording] = useState(false)
  const list = asked.data?.recordings
  const dropped = useDropped()
  const titleOf = (moment: string | null): string =>
    moment === null ? t('messages.record-any') : (dropped.find(({ id }) => id === moment)?.title ?? moment)
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setRecording(true)}>
      {t('messages.record')}
    </Button>
  )
  return (
    <Page
      title={t('messages.recordings')}
      lead={t('messages.recordings-lead')}
      back={<Back to="/account">{t('shell.account')}</Back>}
      actions={list?.length ? add : null}
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!may && <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>}
      {may && !list && !asked.error && <Loading rows={2} />}
      {list?.length === 0 && (
        <Empty icon={<IconMicrophone size={40} stroke={1.4} />} title={t('messages.recordings-none')} action={add}>
          {t('messages.recordings-none-text')}
        </Empty>
      )}
      {list && list.length > 0 && (
        <People label={t('messages.recordings')}>
          {list.map((one) => (
            <li key={one.id}>
              <div className={setup.row}>
                <div>
                  <strong style={{ fontWeight: 600 }}>{titleOf(one.moment)}</strong>
                  <p className={setup.line}>
                    {t('messages.record-seconds', { n: Math.round(one.seconds) })} · <Time at={one.at} />
                  </p>
                  {one.words && <p className={setup.line}>{one.words}</p>}
                </div>
                <Group gap="xs">
                  {/* biome-ignore lint/a11y/useMediaCaption: what is said is written beside it */}
                  <audio
                    controls
                    preload="none"
                    src={urlOf(hearRecording, { params: { id: one.id } })}
                    aria-label={t('messages.record-listen')}
                  />
                  <Button
                    variant="default"
                    loading={remove.isPending && remove.variables.id === one.id}
                    onClick={() => remove.mutate(one)}
                  >
                    {t('messages.record-remove')}
                  </Button>
                </Group>
              </div>
            </li>
          ))}
        </People>
      )}
      {recording && <Record close={() => setRecording(false)} />}
    </Page>
  )
}

/** Moments of the playbook in force that may be dropped as a voice. */
function useDropped() {
  const may = useMay('loop.read', null)
  const asked = useAsk(tryChoices, {}, { enabled: may })
  return (asked.data?.moments ?? []).filter(({ channels }) => channels.includes('voice-drop'))
}

/** Takes a recording away, and keeps it at hand as long as that can be taken back. */
function useRemoving() {
  const { t } = useWords()
  const queries = useQueryClient()
  const look = () => queries.invalidateQueries({ queryKey: [listRecordings.name] })
  return useMutation({
    mutationFn: async ({ id }: Kept) => {
      const answer = await fetch(urlOf(hearRecording, { params: { id } }), { credentials: 'same-origin' })
      const before = answer.ok ? await answer.blob() : null
      await call(removeRecording, { params: { id } })
      return before
    },
    onError: toastProblem,
    onSuccess: async (before, one) => {
      await look()
      if (!before) return toast(t('messages.record-removed'))
      undoable(t('messages.record-removed'), async () => {
        await keep(before, one)
        await look()
      })
    },
  })
}

type Kept = AnswerOf<typeof listRecordings>['recordings'][number]

const keep = (blob: Blob, { seconds, words, moment }: Pick<Kept, 'seconds' | 'words' | 'moment'>) =>
  call(
    keepRecording,
    { query: { seconds, words, ...(moment ? { moment } : {}) }, body: blob as never },
    { headers: { 'content-type': blob.type } },
  )

function Record({ close }: { close: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const { recording, start, stop } = useRecorder(LONGEST_MS)
  const [words, setWords] = useState('')
  const [moment, setMoment] = useState('')
  const moments = useDropped().map(({ id, title }) => ({ value: id, label: title }))
  const [ms, setMs] = useState(0)
  const { state } = recording
  if (state === 'recording' && recording.ms !== ms) setMs(recording.ms)
  const keeping = useMutation({
    mutationFn: (blob: Blob) =>
      keep(blob, { seconds: Math.min(31, Math.max(0.5, ms / 1000)), words, moment: moment || null }),
    onSuccess: async () => {
      toast(t('messages.record-kept'))
      close()
      await queries.invalidateQueries({ queryKey: [listRecordings.name] })
    },
  })
  return (
    <Modal opened onClose={close} title={t('messages.record')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <div className={classes.message}>
        <Textarea
          data-autofocus
          label={t('messages.record-what')}
          description={t('messages.record-what-hint')}
          autosize
          minRows={3}
          value={words}
          onChange={(e) => setWords(e.currentTarget.value)}
        />
        {moments.length > 0 && (
          <NativeSelect
            label={t('messages.record-moment')}
            description={t('messages.record-moment-hint')}
            value={moment}
            onChange={(e) => setMoment(e.currentTarget.value)}
            data={[{ value: '', label: t('messages.record-any') }, ...moments]}
          />
        )}
        {state === 'refused' && <p role="alert">{t(`customer.record-${recording.because}`)}</p>}
        {(state === 'ready' || state === 'asking' || state === 'refused') && (
          <Button
            loading={state === 'asking'}
            leftSection={<IconMicrophone size={20} aria-hidden />}
            onClick={() => void start()}
          >
            {t('messages.record-start')}
          </Button>
        )}
        {state === 'recording' && (
          <Button color="kaki" leftSection={<IconPlayerStopFilled size={20} aria-hidden />} onClick={stop}>
            {t('messages.record-stop')}{' '}
            <span className="figures">&nbsp;{timerText((LONGEST_MS - recording.ms) / 1000)}</span>
          </Button>
        )}
        {state === 'done' && (
          <>
            {/* biome-ignore lint/a11y/useMediaCaption: what is said is written above it */}
            <audio controls src={recording.url} aria-label={t('messages.record-listen')} style={{ width: '100%' }} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => void start()}>
                {t('messages.record-again')}
              </Button>
              <Button loading={keeping.isPending} onClick={() => keeping.mutate(recording.blob)}>
                {t('messages.record-keep')}
              </Button>
            </Group>
          </>
        )}
        <ErrorNote error={keeping.error} />
      </div>
    </Modal>
  )
}
