import { Button, Group, Modal } from '@mantine/core'
import { IconCheck, IconMicrophone, IconPlayerPlayFilled, IconPlayerStopFilled, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Customer, putVoice } from '../../../contract/customers.ts'
import { call } from '../../api.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { timerText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Recorder.module.css'
import { LONGEST_MS, useRecorder } from './recorder.ts'

export const keepVoice = (id: string, blob: Blob) =>
  call(putVoice, { params: { id }, body: blob as never }, { headers: { 'content-type': blob.type } })

/** The name, said once by the person it belongs to: record, listen, keep. */
export function Recorder({ customer, close, kept }: { customer: Customer; close: () => void; kept: () => void }) {
  const { t } = useWords()
  const { recording, start, stop } = useRecorder()
  const audio = useRef<HTMLAudioElement>(null)
  const next = useRef<HTMLButtonElement>(null)
  const keep = useMutation({ mutationFn: (blob: Blob) => keepVoice(customer.id, blob), onSuccess: kept })
  const { state } = recording
  // The button that was pressed is gone with each step: the focus goes to the one that comes next.
  useEffect(() => {
    if (state === 'recording' || state === 'done') next.current?.focus()
  }, [state])
  return (
    <Modal
      opened
      onClose={close}
      title={t('customer.record-title', { name: customer.name })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <div className={classes.recorder}>
        <p className="dim">{t('customer.record-how')}</p>
        {state === 'refused' && <p role="alert">{t(`customer.record-${recording.because}`)}</p>}
        {(state === 'recording' || state === 'done') && (
          <Wave levels={recording.levels} whole={state === 'done'} label={t('customer.record-level')} />
        )}
        <output className="sr-only">
          {state === 'recording' ? t('customer.record-now') : state === 'done' ? t('customer.record-done') : ''}
        </output>
        {(state === 'ready' || state === 'asking' || state === 'refused') && (
          <Button
            data-autofocus
            loading={state === 'asking'}
            leftSection={<IconMicrophone size={20} aria-hidden />}
            onClick={() => void start()}
          >
            {t('customer.record')}
          </Button>
        )}
        {state === 'recording' && (
          <Button ref={next} color="kaki" leftSection={<IconPlayerStopFilled size={20} aria-hidden />} onClick={stop}>
            {t('customer.record-stop')}
            <span className={`${classes.clock} figures`}>{timerText((LONGEST_MS - recording.ms) / 1000)}</span>
          </Button>
        )}
        {state === 'done' && (
          <>
            {/* biome-ignore lint/a11y/useMediaCaption: the recording is a name, and the name is written above it */}
            <audio ref={audio} src={recording.url} />
            <Group justify="center" gap="sm">
              <Button
                ref={next}
                variant="light"
                leftSection={<IconPlayerPlayFilled size={18} aria-hidden />}
                onClick={() => void audio.current?.play().catch(() => {})}
              >
                {t('customer.record-listen')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconRefresh size={18} aria-hidden />}
                onClick={() => void start()}
              >
                {t('customer.record-again')}
              </Button>
              <Button
                loading={keep.isPending}
                leftSection={<IconCheck size={18} aria-hidden />}
                onClick={() => keep.mutate(recording.blob)}
              >
                {t('customer.record-keep')}
              </Button>
            </Group>
            <ErrorNote error={keep.error} />
          </>
        )}
      </div>
    </Modal>
  )
}

const MARKS = 60

/** How loud it is: the last moments while recording, the whole of it afterwards. */
function Wave({ levels, whole, label }: { levels: number[]; whole: boolean; label: string }) {
  const marks = Array.from({ length: MARKS }, (_, n) =>
    whole
      ? Math.max(
          0,
          ...levels.slice(Math.floor((n * levels.length) / MARKS), Math.ceil(((n + 1) * levels.length) / MARKS)),
        )
      : (levels[levels.length - MARKS + n] ?? 0),
  )
  return (
    <svg className={classes.wave} viewBox={`0 0 ${MARKS * 4} 48`} role="img" aria-label={label}>
      {marks.map((level, n) => {
        const height = 3 + level * 45
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
        return <rect key={n} x={n * 4} y={24 - height / 2} width={2.4} height={height} rx={1.2} />
      })}
    </svg>
  )
}
