import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Customer, updateCustomer } from '../../../contract/customers.ts'
import { customerRights, objectTo } from '../../../contract/privacy.ts'
import { call } from '../../api.ts'
import { Section } from '../../parts/Page.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { isStale } from './faults.ts'

type Said = Customer['recognition']

/** What they said about being recognised when they drive in. A yes is asked for only where a place works by consent. */
export function Recognition({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const queries = useQueryClient()
  const { sites } = useNames()
  const byConsent = sites.some((s) => s.recognition === 'opt-in') || customer.recognition === 'consented'
  const write = async (recognition: Said, version: number): Promise<void> => {
    // An objection is a request too: the register has it.
    if (recognition === 'objected') {
      await call(objectTo, { params: { id: customer.id }, body: { to: 'recognition', objects: true } })
      await cache.again()
      return void queries.invalidateQueries({ queryKey: [customerRights.name] })
    }
    const send = (v: number) => call(updateCustomer, { params: { id: customer.id }, body: { recognition, version: v } })
    try {
      cache.put(await send(version))
    } catch (fault) {
      // One field, one meaning: what somebody else changed on the page has nothing to do with it.
      if (!isStale(fault)) throw fault
      cache.put(await send((await cache.again()).version))
    }
  }
  const save = useMutation({
    mutationFn: (to: Said) => write(to, customer.version),
    onError: toastProblem,
    onSuccess: (_, to) => {
      const before = customer.recognition
      undoable(
        t(`customer.recognition-${to}-done`),
        async () => write(before, (await cache.again()).version),
        `recognition ${customer.id}`,
      )
    },
  })
  const now = save.isPending ? save.variables : customer.recognition
  return (
    <Section title={t('customer.recognition')}>
      <div className={`surface ${classes.block}`}>
        <div className={classes.lines}>
          <Switch
            size="md"
            className={classes.switch ?? ''}
            disabled={!may}
            label={t('customer.recognition-object')}
            description={t('customer.recognition-object-hint')}
            checked={now === 'objected'}
            onChange={(e) => save.mutate(e.currentTarget.checked ? 'objected' : 'default')}
          />
          {byConsent && now !== 'objected' && (
            <Switch
              size="md"
              className={classes.switch ?? ''}
              disabled={!may}
              label={t('customer.recognition-consent')}
              description={t('customer.recognition-consent-hint')}
              checked={now === 'consented'}
              onChange={(e) => save.mutate(e.currentTarget.checked ? 'consented' : 'default')}
            />
          )}
        </div>
      </div>
    </Section>
  )
}
