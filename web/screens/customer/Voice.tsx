import { ActionIcon, Button, Group } from '@mantine/core'
import { IconMicrophone, IconPlayerPlayFilled, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Customer, deleteVoice, getVoice } from '../../../contract/customers.ts'
import { call, urlOf } from '../../api.ts'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { useCustomerCache } from './cache.ts'
import { keepVoice, Recorder } from './Recorder.tsx'

/** Plays the name as they say it. */
export function PlayName({ customer, size = 44 }: { customer: Customer; size?: number }) {
  const { t } = useWords()
  const audio = useRef<HTMLAudioElement>(null)
  return (
    <>
      <ActionIcon
        radius="xl"
        variant="light"
        size={size}
        aria-label={t('card.play', { name: customer.name })}
        onClick={() => {
          // Asked for anew at each playing: it may have been recorded again since.
          audio.current?.load()
          void audio.current?.play().catch(() => {})
        }}
      >
        <IconPlayerPlayFilled size={18} aria-hidden />
      </ActionIcon>
      {/* biome-ignore lint/a11y/useMediaCaption: the recording is a name, and the name is written beside it */}
      <audio ref={audio} src={urlOf(getVoice, { params: { id: customer.id } })} preload="none" />
    </>
  )
}

/** The recording of the name: listen, record, remove (and take that back). */
export function Voice({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const [opened, setOpened] = useState(false)
  const heard = (hasVoice: boolean) => cache.patch((c) => ({ ...c, hasVoice }))
  const remove = useMutation({
    mutationFn: async () => {
      const answer = await fetch(urlOf(getVoice, { params: { id: customer.id } }), { credentials: 'same-origin' })
      const before = answer.ok ? await answer.blob() : null
      await call(deleteVoice, { params: { id: customer.id } })
      return before
    },
    onError: toastProblem,
    onSuccess: (before) => {
      heard(false)
      if (!before) return toast(t('customer.voice-removed'))
      undoable(t('customer.voice-removed'), async () => {
        await keepVoice(customer.id, before)
        heard(true)
      })
    },
  })
  if (!customer.hasVoice && !may) return null
  return (
    <Group gap={6} mt={8}>
      {customer.hasVoice && <PlayName customer={customer} />}
      {may && customer.hasVoice && (
        <ActionIcon aria-label={t('customer.voice-again')} onClick={() => setOpened(true)}>
          <IconMicrophone size={18} aria-hidden />
        </ActionIcon>
      )}
      {may && !customer.hasVoice && (
        <Button
          variant="default"
          size="sm"
          mih={44}
          h="auto"
          py={6}
          styles={{ label: { whiteSpace: 'normal' } }}
          leftSection={<IconMicrophone size={18} aria-hidden />}
          onClick={() => setOpened(true)}
        >
          {t('customer.voice-record')}
        </Button>
      )}
      {may && customer.hasVoice && (
        <ActionIcon
          color="brick"
          aria-label={t('customer.voice-remove')}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
      {opened && (
        <Recorder
          customer={customer}
          close={() => setOpened(false)}
          kept={() => {
            setOpened(false)
            heard(true)
            toast(t('customer.voice-kept'))
          }}
        />
      )}
    </Group>
  )
}
