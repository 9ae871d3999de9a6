import { Button, type ButtonProps, Tooltip } from 'antd'
import type { Channel } from '../../shared/contract.ts'
import { may, whoMay } from '../client.ts'
import { useUser } from '../workspace.ts'

interface Props extends Omit<ButtonProps, 'disabled'> {
  /** The call behind the button: who may not make it sees a closed button and the reason. */
  channel: Channel
  /** A further reason why the button is closed now, as a sentence; empty when open. */
  closed?: string
  /** The key printed on the button. */
  hotkey?: string
}

/** A button bound to a call of the contract. When closed it stays in the tab order and says why. */
export function Act({ channel, closed = '', hotkey = '', children, onClick, className = '', ...rest }: Props) {
  const user = useUser()
  const reason = may(user, channel) ? closed : whoMay(channel)
  const label = (
    <>
      {hotkey !== '' && <kbd>{hotkey}</kbd>}
      {children}
    </>
  )
  if (reason === '') {
    return (
      <Button {...rest} className={className} {...(onClick === undefined ? {} : { onClick })}>
        {label}
      </Button>
    )
  }
  return (
    <Tooltip title={reason}>
      <Button
        {...rest}
        type="default"
        danger={false}
        className={`closed ${className}`}
        aria-disabled="true"
        htmlType="button"
      >
        {label}
      </Button>
    </Tooltip>
  )
}
