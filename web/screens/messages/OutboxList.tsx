import { Button, Group } from '@mantine/core'
import type { Message } from '../../../contract/messages.ts'
import { People } from '../../parts/Person.tsx'
import { useWords } from '../../words/words.tsx'
import { MessageLine } from './MessageLine.tsx'

type Turn = (() => void) | null

/** One page of messages, and the way to the pages beside it; `how`: what is to be done with them. */
export function OutboxList({
  label,
  how,
  messages,
  newer,
  older,
}: {
  label: string
  how: string
  messages: Message[]
  newer: Turn
  older: Turn
}) {
  const { t } = useWords()
  return (
    <>
      {how && <p className="dim">{how}</p>}
      <People label={label}>
        {messages.map((message) => (
          <li key={message.id}>
            <MessageLine message={message} />
          </li>
        ))}
      </People>
      {(newer || older) && (
        <Group justify="center" mt="md" gap="sm">
          <Button variant="default" disabled={!newer} onClick={() => newer?.()}>
            {t('setup.newer')}
          </Button>
          <Button variant="default" disabled={!older} onClick={() => older?.()}>
            {t('setup.older')}
          </Button>
        </Group>
      )}
    </>
  )
}
