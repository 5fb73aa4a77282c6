/* libxml2 on a SOAP envelope, each time it is asked, so that a benchmark in another language can take turns with it.
 *
 * Input: a payload, perhaps an XML Schema, then lines on standard input. Output: for each line a line with the milliseconds
 * that parsing, and validating where there is a schema, took; at the end the number of faults, and the peak of its memory.
 * Never measures its own start, nor the reading of files.
 */

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static int n_faults;

static void count(void *context, const xmlError *error) {
  (void)context;
  (void)error;
  n_faults += 1;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static char *read_file(const char *path, int *length) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) return NULL;
  *length = (int)ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)*length);
  if (bytes == NULL || fread(bytes, 1, (size_t)*length, file) != (size_t)*length) return NULL;
  fclose(file);
  return bytes;
}

static xmlSchemaPtr read_schema(const char *path) {
  xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path);
  xmlSchemaPtr schema = xmlSchemaParse(parser);
  xmlSchemaFreeParserCtxt(parser);
  return schema;
}

int main(int argc, char **argv) {
  int length = 0;
  char *payload = argc > 1 ? read_file(argv[1], &length) : NULL;
  xmlSchemaPtr schema = argc > 2 ? read_schema(argv[2]) : NULL;
  if (payload == NULL || (argc > 2 && schema == NULL)) {
    fprintf(stderr, "the payload or the schema cannot be read\n");
    return 1;
  }
  while (getchar() != EOF) {
    double start = milliseconds();
    /* Without the option it refuses large texts, which are no attack here. */
    xmlDocPtr document = xmlReadMemory(payload, length, "payload.xml", NULL, XML_PARSE_HUGE);
    n_faults = 0;
    if (schema != NULL) {
      xmlSchemaValidCtxtPtr validator = xmlSchemaNewValidCtxt(schema);
      xmlSchemaSetValidStructuredErrors(validator, (xmlStructuredErrorFunc)count, NULL);
      xmlSchemaValidateDoc(validator, document);
      xmlSchemaFreeValidCtxt(validator);
    }
    xmlFreeDoc(document);
    printf("%f\n", milliseconds() - start);
    fflush(stdout);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%d faults, peak %ld KiB, libxml2 %s\n", n_faults, usage.ru_maxrss, LIBXML_DOTTED_VERSION);
  return 0;
}
