import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { setSourceTrust, sourceTrust } from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'

const DESK = 'desk'

/** Whom to believe first where sources differ: some in an order, the others by the day they said it. */
export function Trust({ manage }: { manage: boolean }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const known = useAsk(sourceTrust, {})
  const write = async (order: string[]) => {
    await call(setSourceTrust, { body: { order } })
    await queries.invalidateQueries({ queryKey: [sourceTrust.name] })
  }
  const change = useMutation({
    mutationFn: ({ order }: { order: string[]; before: string[] }) => write(order),
    onError: toastProblem,
    onSuccess: (_, { before }) => void undoable(t('identity.trust-done'), () => write(before), 'identity-trust'),
  })
  const nameOf = (source: string): string => (source === DESK ? t('identity.trust-desk') : source)
  const { order, others } = known.data ?? { order: [], others: [] }
  const to = (next: string[]) => change.mutate({ order: next, before: order })
  return (
    <Section title={t('identity.trust')}>
      <div className={`${classes.panel} surface`} aria-busy={change.isPending}>
        <p className={classes.lead}>{t('identity.trust-lead')}</p>
        <ErrorNote error={known.error} retry={known.refetch} />
        {!known.data && !known.error && <Loading rows={2} />}
        {known.data && (
          <>
            <h3 className={classes.sub}>{t('identity.trust-order')}</h3>
            <ol className={classes.trust}>
              {order.map((source, place) => (
                <li key={source}>
                  <span>{nameOf(source)}</span>
                  {manage && order.length > 1 && (
                    <span className={classes.moves}>
                      <Move
                        label={t('identity.trust-up', { source: nameOf(source) })}
                        disabled={place === 0}
                        go={() => to(swapped(order, place - 1))}
                      >
                        <IconArrowUp size={18} aria-hidden />
                      </Move>
                      <Move
                        label={t('identity.trust-down', { source: nameOf(source) })}
                        disabled={place === order.length - 1}
                        go={() => to(swapped(order, place))}
                      >
                        <IconArrowDown size={18} aria-hidden />
                      </Move>
                      <Move
                        label={t('identity.trust-out', { source: nameOf(source) })}
                        disabled={source === DESK}
                        go={() => to(order.filter((one) => one !== source))}
                      >
                        <IconX size={18} aria-hidden />
                      </Move>
                    </span>
                  )}
                </li>
              ))}
            </ol>
            {order.indexOf(DESK) > 0 && <p className={classes.note}>{t('identity.trust-desk-warn')}</p>}
            <h3 className={classes.sub}>{t('identity.trust-others')}</h3>
            {others.length === 0 && <p className={classes.note}>{t('identity.trust-others-none')}</p>}
            <ul className={classes.trust}>
              {others.map((source) => (
                <li key={source}>
                  <span>{source}</span>
                  {manage && (
                    <Button
                      variant="subtle"
                      size="sm"
                      h={44}
                      aria-label={t('identity.trust-add-of', { source })}
                      onClick={() => to([...order, source])}
                    >
                      {t('identity.trust-add')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Section>
  )
}

function Move(props: { label: string; disabled: boolean; go: () => void; children: React.ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.go}
    >
      {props.children}
    </ActionIcon>
  )
}

/** With the one at a place and the one after it changed over. */
const swapped = (order: readonly string[], place: number): string[] => [
  ...order.slice(0, place),
  ...order.slice(place, place + 2).reverse(),
  ...order.slice(place + 2),
]
