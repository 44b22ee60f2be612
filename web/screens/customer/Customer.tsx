import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Customer() {
  return (
    <Page title="Customer">
      <Loading />
    </Page>
  )
}
