"""Evaluates a flag for many users as an application does, with flagd's own client, from a file: a variant a line.

flagd.py FILE FLAG COUNT
"""

import sys

from openfeature import api
from openfeature.contrib.provider.flagd import FlagdProvider
from openfeature.contrib.provider.flagd.config import ResolverType
from openfeature.evaluation_context import EvaluationContext

file, flag, count = sys.argv[1:]
api.set_provider_and_wait(FlagdProvider(resolver_type=ResolverType.FILE, offline_flag_source_path=file))
client = api.get_client()
for number in range(int(count)):
    details = client.get_string_details(flag, "none", EvaluationContext(f"user-{number}"))
    print(details.variant if details.error_code is None else details.error_code)
api.shutdown()
