import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Customer, relate, unrelate } from '../../../contract/customers.ts'
import { householdProposals, proposeHouseholdAgain, refuseHousehold } from '../../../contract/identity.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Person } from '../../parts/Person.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'

type Proposed = { customerId: string; name: string }

/** Who seems to live with this customer: asked calmly, answered yes or no, and taken back as easily. They stay two people. */
export function LivesWith({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const params = { id: customer.id }
  const asked = useAsk(householdProposals, { params })
  const again = async () => {
    await Promise.all([asked.refetch(), cache.again()])
  }
  const yes = useMutation({
    mutationFn: async ({ customerId }: Proposed) => {
      await call(relate, { params, body: { otherId: customerId, kind: 'household', role: '' } })
      await again()
    },
    onError: toastProblem,
    onSuccess: (_, { customerId, name }) =>
      undoable(t('customer.lives-yes-done', { name }), async () => {
        const { relations } = await cache.again()
        const made = relations.find((each) => each.kind === 'household' && each.customerId === customerId)
        if (made) await call(unrelate, { params: { id: made.id } })
        await again()
      }),
  })
  const no = useMutation({
    mutationFn: async ({ customerId }: Proposed) => {
      await call(refuseHousehold, { params, body: { otherId: customerId } })
      await asked.refetch()
    },
    onError: toastProblem,
    onSuccess: (_, { customerId, name }) =>
      undoable(t('customer.lives-no-done', { name }), async () => {
        await call(proposeHouseholdAgain, { params, body: { otherId: customerId } })
        await asked.refetch()
      }),
  })
  const people = asked.data?.people ?? []
  if (people.length === 0) return null
  const busy = yes.isPending || no.isPending
  return (
    <div className={classes.lives}>
      <h3 className={classes.livesTitle}>{t('customer.lives-with')}</h3>
      <ul className={classes.plain}>
        {people.map((person) => (
          <li key={person.customerId}>
            <Person
              size="sm"
              initials={person.name}
              name={
                <Link to="/customers/$id" params={{ id: person.customerId }} className="name-link">
                  {person.name}
                </Link>
              }
              line={person.because.map(({ label }) => t(`weigh.${label}` as 'weigh.address.home')).join(' · ')}
            />
            <Group gap={8} wrap="nowrap" className={classes.livesAnswers ?? ''}>
              <Button
                variant="default"
                size="sm"
                h={44}
                disabled={busy}
                aria-label={t('customer.lives-yes-name', { name: person.name })}
                onClick={() => yes.mutate(person)}
              >
                {t('customer.lives-yes')}
              </Button>
              <Button
                variant="subtle"
                size="sm"
                h={44}
                disabled={busy}
                aria-label={t('customer.lives-no-name', { name: person.name })}
                onClick={() => no.mutate(person)}
              >
                {t('customer.lives-no')}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </div>
  )
}
