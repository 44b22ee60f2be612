import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { askCustomer, customerAsks } from '../../../contract/answers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { call } from '../../api.ts'
import { asking } from '../../ask.ts'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { dayText, timeText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'

export type Asks = AnswerOf<typeof customerAsks>
export type Spoken = Asks['surveys'][number]
export type Channel = Asks['channels'][number]['channel']

/** What suits a call best: the one about effort, else any that may be put now. */
export function bestAfterCall({ surveys }: Pick<Asks, 'surveys'>): Spoken | undefined {
  const now = surveys.filter(({ notBefore }) => notBefore === null)
  return now.find(({ slug }) => slug === 'after-call') ?? now.find(({ metric }) => metric === 'ces') ?? now[0]
}

/** By SMS where it may be sent; the one that is read while one still remembers the call. */
const bestChannel = ({ channels }: Pick<Asks, 'channels'>): Channel | undefined =>
  channels.find(({ may }) => may)?.channel

/** Sends the link, and says what became of it: when it leaves, or why not and from when. */
export function useSendQuestion() {
  const { t, word, because, locale } = useWords()
  const queries = useQueryClient()
  return async (customerId: string, name: string, survey: string, channel: Channel): Promise<void> => {
    try {
      const answer = await call(askCustomer, { params: { id: customerId }, body: { surveyId: survey, channel } })
      await queries.invalidateQueries({ queryKey: [customerAsks.name] })
      if (answer.asked) {
        const at = new Date(answer.leavesAt)
        const soon = at.getTime() - Date.now() < 60_000
        const by = word('asking', `by-${channel}`)
        toast(
          soon
            ? t('asking.sent', { name, by })
            : t('asking.sent-later', { name, by, when: timeText(at, new Date(), locale) }),
        )
        return
      }
      const why = answer.because.map(because).join(' · ')
      toast(
        answer.until
          ? t('asking.not-asked-until', { name, why, day: dayText(answer.until.slice(0, 10), locale) })
          : t('asking.not-asked', { name, why }),
      )
    } catch (fault) {
      toastProblem(fault)
    }
  }
}

/** Once a call has reached somebody: a question in one tap, or what they said of it taken down. Said once, and gone by itself. */
export function useOfferToAsk() {
  const may = useMay('feedback.act', null)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const send = useSendQuestion()
  return async ({ id, customerId, name }: { id: string; customerId: string; name: string }): Promise<void> => {
    if (!may) return
    const asks = await asksOf(queries, customerId)
    const survey = asks && bestAfterCall(asks)
    const channel = asks && bestChannel(asks)
    if (!survey || !channel) return
    const notice = `ask-${id}`
    const close = () => notifications.hide(notice)
    notifications.show({
      id: notice,
      autoClose: 20_000,
      withCloseButton: false,
      message: (
        <Offer
          name={name}
          channel={channel}
          send={() => {
            close()
            void send(customerId, name, survey.id, channel)
          }}
          note={() => {
            close()
            void navigate({ to: '/work/$id', params: { id }, search: { note: survey.id } as never })
          }}
        />
      ),
    })
  }
}

const asksOf = (queries: QueryClient, customerId: string): Promise<Asks | undefined> =>
  queries
    .fetchQuery({ ...asking(customerAsks, { params: { id: customerId } }), staleTime: 0 })
    // What is merely offered is not missed: the call itself is written.
    .catch(() => undefined)

function Offer({ name, channel, send, note }: { name: string; channel: Channel; send: () => void; note: () => void }) {
  const { t } = useWords()
  return (
    <div>
      <p style={{ margin: '0 0 8px' }}>{t('asking.offer', { name })}</p>
      <Group gap="sm">
        <Button size="compact-md" onClick={send}>
          {t(`asking.send-${channel}`)}
        </Button>
        <Button size="compact-md" variant="light" onClick={note}>
          {t('asking.note')}
        </Button>
      </Group>
    </div>
  )
}
