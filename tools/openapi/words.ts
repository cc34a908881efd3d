/** What each line of the API does, in a sentence. A line without one does not compile. */
import type { api } from '../../core/contract/api.ts';

export const words: Record<keyof typeof api, string> = {
  'GET /health': 'How the server is.',

  'POST /account/sign-up':
    'Makes an account with an address and a password, once the letter’s link is opened.',
  'POST /account/verification': 'Sends the letter that confirms an address once more.',
  'POST /account/verify': 'Confirms an address by the token of its letter, and signs in.',
  'POST /account/sign-in': 'Signs in with an address and a password.',
  'POST /account/reset': 'Sends a letter with which another password can be set.',
  'POST /account/reset/finish':
    'Sets another password by the token of the letter, and signs every device out.',
  'POST /account/passkey-sign-up/options': 'What to ask the browser for, to make an account with a passkey.',
  'POST /account/passkey-sign-up': 'Makes an account with the passkey that the browser made.',
  'POST /account/passkey-sign-in/options': 'What to ask the browser for, to sign in with a passkey.',
  'POST /account/passkey-sign-in': 'Signs in with what the browser answered.',
  'POST /account/sign-out': 'Signs this browser out.',

  'GET /account': 'The account.',
  'PATCH /account': 'Gives the account another name.',
  'DELETE /account': 'Deletes the account and all that is its own, after seven days.',
  'POST /account/restore': 'Keeps an account that was about to be deleted.',
  'GET /account/export': 'What the server keeps about the account itself, its providers and its newest jobs.',
  'PUT /account/email': 'Sends a letter to the account’s new address.',
  'POST /account/email/confirm': 'Confirms the new address by the token of its letter.',
  'PUT /account/password': 'Sets a password, or another one.',

  'GET /account/devices': 'The browsers that are signed in.',
  'DELETE /account/devices': 'Signs every other browser out.',
  'DELETE /account/devices/:id': 'Signs one browser out.',

  'GET /account/passkeys': 'The account’s passkeys.',
  'POST /account/passkeys/options': 'What to ask the browser for, to add a passkey.',
  'POST /account/passkeys': 'Adds the passkey that the browser made.',
  'PATCH /account/passkeys/:id': 'Gives a passkey another name.',
  'DELETE /account/passkeys/:id': 'Takes a passkey away.',

  'GET /account/keys': 'The account’s API keys.',
  'POST /account/keys': 'Makes an API key. It is seen whole this once.',
  'DELETE /account/keys/:id': 'Revokes an API key.',

  'POST /blobs/missing': 'Which of these bytes are not here yet, and how much room there is.',
  'POST /blobs/join': 'Puts a large blob together of pieces that are here.',

  'POST /vault/push': 'Keeps changes of records. The same again changes nothing.',
  'POST /vault/pull': 'The changes that came after a number.',

  'GET /jobs': 'The jobs of the last days, the newest first.',
  'POST /jobs': 'Has a job done, by a provider of the account or the first that can.',
  'GET /jobs/:id': 'How a job stands.',
  'DELETE /jobs/:id': 'Stops a job.',
  'GET /activity': 'How many jobs there were, how long they took, and what went wrong.',

  'GET /providers': 'Who can do jobs for the account.',
  'POST /providers': 'Adds a provider. Its secrets never come back.',
  'PATCH /providers/:id': 'Changes a provider.',
  'DELETE /providers/:id': 'Takes a provider away, with its secrets.',
  'POST /providers/:id/health': 'Asks a provider how it is.',

  'POST /run-inpainting':
    'Takes what is marked out of a picture, or makes of it what the prompt says. A job.',
  'POST /generate': 'Makes a picture from words. A job.',
  'POST /analyze-scene': 'Tells what is in a picture. A job.',
  'GET /projects': 'The account’s projects, the one that changed last first.',
  'GET /projects/:id': 'One project.',
  'GET /projects/:id/history': 'A project’s versions, the oldest first. Their pictures are blobs.',
  'POST /fetch-design-knowledge':
    'Pieces of design knowledge that are near to what is asked, each with its source.',

  'GET /shares': 'The account’s links, the newest first.',
  'POST /shares':
    'Makes a link to bytes of the account. Its token is seen this once: a link is /share#TOKEN.',
  'DELETE /shares/:id': 'Revokes a link. From then on it opens nothing.',
  'POST /shared': 'What a link shows, and by which grant its bytes are given for an hour.',
};
