/** The addresses that take or give something else than JSON, and so are no lines of the table (`worker-api/app.ts`). */

const hash = {
  name: 'hash',
  in: 'path',
  required: true,
  description: 'The SHA-256 of the bytes, in lower-case hexadecimal.',
  schema: { type: 'string', pattern: '^[0-9a-f]{64}$' },
} as const;

const anyBytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const refused = { $ref: '#/components/responses/Fault' };

/** By path and method, as OpenAPI has them. */
export const bytes = {
  '/blobs/{hash}': {
    put: {
      summary: 'Keeps bytes, at most 16 MiB at once. They must be what their name says.',
      parameters: [hash],
      requestBody: { required: true, content: anyBytes },
      responses: { 204: { description: 'Kept.' }, default: refused },
    },
    get: {
      summary: 'Gives bytes, whole or the range that is asked for.',
      parameters: [hash],
      responses: {
        200: { description: 'All of them.', content: anyBytes },
        206: { description: 'The range.', content: anyBytes },
        default: refused,
      },
    },
  },
  '/account/archive': {
    get: {
      summary: 'Gives all that the account holds, as one ZIP file.',
      responses: {
        200: {
          description: 'All of it.',
          content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } },
        },
        default: refused,
      },
    },
  },
  '/upload-image': {
    post: {
      summary: 'Keeps a picture (JPEG, PNG, WebP or AVIF, at most 64 MiB) and gives its id.',
      requestBody: {
        required: true,
        content: { 'image/*': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: {
          description: 'Kept.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Uploaded' } } },
        },
        default: refused,
      },
    },
  },
  '/shared/{grant}/{hash}': {
    get: {
      summary:
        'Gives bytes that a link shows, whole or the range that is asked for: a picture as what it is, all else as a file.',
      parameters: [
        {
          name: 'grant',
          in: 'path',
          required: true,
          description: 'As POST /shared gives it.',
          schema: { type: 'string' },
        },
        hash,
      ],
      security: [],
      responses: {
        200: { description: 'All of them.', content: anyBytes },
        206: { description: 'The range.', content: anyBytes },
        default: refused,
      },
    },
  },
  '/transcribe': {
    post: {
      summary: 'Writes down what is said in a WAV file of at most 16 MiB. A job.',
      requestBody: {
        required: true,
        content: { 'audio/wav': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: {
          description: 'Asked for.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/HostedJob' } } },
        },
        default: refused,
      },
    },
  },
  '/jobs/socket': {
    get: {
      summary: 'Opens a WebSocket that says when a job has moved.',
      responses: { 101: { description: 'Open.' }, default: refused },
    },
  },
  '/vault/socket': {
    get: {
      summary: 'Opens a WebSocket that says when there is something to pull.',
      responses: { 101: { description: 'Open.' }, default: refused },
    },
  },
} as const;
