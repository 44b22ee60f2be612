<?php

/**
 * Is this message from your Okaeri, and of these minutes? Standard Webhooks: HMAC-SHA-256 over `id.timestamp.body`, under the secret that
 * was shown when the address was added. Copy this file beside the receiver.
 *
 * @param string               $secret  `whsec_…`
 * @param array<string,string> $headers the three webhook-* headers, names in small letters
 * @param string               $body    the body as it came, byte for byte
 */
function okaeri_is_signed(string $secret, array $headers, string $body, ?int $now = null): bool
{
    $id = $headers['webhook-id'] ?? '';
    $at = $headers['webhook-timestamp'] ?? '';
    $said = $headers['webhook-signature'] ?? '';
    if ($id === '' || !ctype_digit($at) || $said === '') {
        return false;
    }
    // Five minutes each way: an old message that somebody kept opens nothing.
    if (abs(($now ?? time()) - (int) $at) > 300) {
        return false;
    }
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret), true);
    if ($key === false || strlen($key) < 16) {
        return false;
    }
    $mine = base64_encode(hash_hmac('sha256', $id . '.' . $at . '.' . $body, $key, true));
    // While a secret is being changed there are two signatures; one of them is enough.
    foreach (explode(' ', $said) as $each) {
        [$version, $value] = array_pad(explode(',', $each, 2), 2, '');
        if ($version === 'v1' && hash_equals($mine, $value)) {
            return true;
        }
    }
    return false;
}
