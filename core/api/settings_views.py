"""Settings as clients may see them, under the names that the v1 protocol has for them; no address and no secret."""

from typing import Any

from core.domain.labels import FULL_SET, REQUIRED
from core.domain.policy import Policy
from core.domain.task import Kind
from core.link.paths import BASE
from core.settings import Settings

# The rules of trees: the protocol's name, and ours.
_TREE_RULES = {
    "max_active_trees": "max_active_trees",
    "max_initial_prompt_review": "max_prompts_in_review",
    "max_prompt_lottery_waiting": "max_prompts_waiting",
    "max_tree_depth": "max_depth",
    "max_children_count": "max_children",
    "num_prompter_replies": "prompter_replies",
    "goal_tree_size": "goal_size",
    "random_goal_tree_size": "random_goal_size",
    "min_goal_tree_size": "min_goal_size",
    "num_reviews_initial_prompt": "reviews_prompt",
    "num_reviews_reply": "reviews_reply",
    "acceptance_threshold_initial_prompt": "acceptance_prompt",
    "acceptance_threshold_reply": "acceptance_reply",
    "num_required_rankings": "rankings",
    "rank_prompter_replies": "rank_prompter_replies",
    "p_activate_backlog_tree": "backlog_probability",
    "min_active_rankings_per_lang": "min_active_rankings",
    "lonely_children_count": "lonely_children",
    "p_lonely_child_extension": "lonely_probability",
    "recent_tasks_span_sec": "pending_seconds",
    "max_pending_tasks_per_user": "pending_tasks",
    "auto_mod_max_skip_reply": "skips_to_close",
    "auto_mod_red_flags": "red_flags",
    "p_full_labeling_review_prompt": "full_review_prompt",
    "p_full_labeling_review_reply_assistant": "full_review_assistant",
    "p_full_labeling_review_reply_prompter": "full_review_prompter",
}
_LABEL_SETS = {
    "labels_initial_prompt": Kind.LABEL_INITIAL_PROMPT,
    "labels_assistant_reply": Kind.LABEL_ASSISTANT_REPLY,
    "labels_prompter_reply": Kind.LABEL_PROMPTER_REPLY,
}


def public_view(policy: Policy, settings: Settings) -> dict[str, Any]:
    """What every client may know."""
    return {
        "PROJECT_NAME": settings.collection_name or "Arboretum",
        "API_V1_STR": BASE,
        "MESSAGE_SIZE_LIMIT": policy.max_text_length,
        "DEBUG_USE_SEED_DATA": False,
        "DEBUG_ALLOW_SELF_LABELING": False,
        "DEBUG_SKIP_EMBEDDING_COMPUTATION": True,
        "DEBUG_SKIP_TOXICITY_CALCULATION": True,
        "DEBUG_DATABASE_ECHO": False,
        "USER_STATS_INTERVAL_DAY": 5,
        "USER_STATS_INTERVAL_WEEK": 15,
        "USER_STATS_INTERVAL_MONTH": 60,
        "USER_STATS_INTERVAL_TOTAL": 240,
    }


def full_view(policy: Policy, settings: Settings) -> dict[str, Any]:
    """What a trusted client may know beside."""
    return public_view(policy, settings) | {
        "RATE_LIMIT": settings.rate_limit,
        "DEBUG_IGNORE_TOS_ACCEPTANCE": not settings.terms_required,
        "TASK_VALIDITY_MINUTES": policy.task_validity_minutes,
        "DUPLICATE_MESSAGE_FILTER_WINDOW_MINUTES": policy.repeat_minutes,
        "LICENCE": settings.licence,
        "CONTACT": settings.contact,
        "PRIVACY_URL": settings.privacy_url,
        "tree_manager": _tree_manager(policy),
    }


def _tree_manager(policy: Policy) -> dict[str, Any]:
    rules: dict[str, Any] = {name: getattr(policy, ours) for name, ours in _TREE_RULES.items()}
    rules |= {name: list(FULL_SET[kind]) for name, kind in _LABEL_SETS.items()}
    rules |= {f"mandatory_{name}": list(REQUIRED) for name in _LABEL_SETS}
    return rules | {
        "auto_mod_enabled": True,
        "init_prompt_disabled_langs": ",".join(policy.disabled_languages),
        "languages": policy.languages,
    }
